/** Every setting of the system, read once from the environment. Nothing else reads process.env. */
import path from 'node:path';
import { z } from 'zod';
import type { BackupSecret } from './backup/encryption.ts';
import { findUnprintable, printable } from './pdf/printable.ts';
import { readTrustProxy } from './trust-proxy.ts';

const port = z.coerce.number().int().min(0).max(65535);
const text = z.string().trim();

/** Stands on certificates. */
const printedText = (max: number) =>
  text
    .overwrite(printable)
    .min(1)
    .max(max)
    .superRefine((words, context) => {
      const unprintable = findUnprintable(words).map((character) => JSON.stringify(character));
      const message = `no bundled font draws ${unprintable.join(', ')}, and this is printed on certificates`;
      if (unprintable.length > 0) context.addIssue({ code: 'custom', message });
    });
const optionalText = text.optional().transform((value) => value || undefined);

function trustProxy(value: string, context: z.RefinementCtx): string | number {
  const read = readTrustProxy(value);
  if (read !== undefined) return read;
  const message =
    'expected addresses, ranges such as 10.0.0.0/8, loopback, linklocal or uniquelocal, or how many proxies';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

const hostAndPort = optionalText.transform((value, context) => {
  if (value === undefined) return undefined;
  const [host, number] = [value.slice(0, value.lastIndexOf(':')), Number(value.slice(value.lastIndexOf(':') + 1))];
  if (host && Number.isInteger(number) && number > 0 && number < 65536) return { host, port: number };
  context.addIssue({ code: 'custom', message: 'expected host:port, such as 127.0.0.1:3310' });
  return z.NEVER;
});

const oneSecret = {
  message: 'set this or BACKUP_KEY, not both',
  path: ['BACKUP_PASSPHRASE'],
};

const environment = z
  .object({
    PORT: port.default(3000),
    HOST: text.default('127.0.0.1'),
    BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
    ALLOW_PLAIN_HTTP: z.enum(['yes', 'no']).default('no'),
    DATA_DIR: text.default('data'),
    KEYS_DIR: optionalText,
    MONGODB_URI: optionalText,
    NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    TRUST_PROXY: text.default('loopback').transform(trustProxy),
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    MAIL_FROM: z.email().default('layar@localhost.localdomain'),
    CLAMD: hostAndPort,
    UPLOAD_QUOTA_MB: z.coerce.number().int().min(1).max(1_000_000).default(200),
    UNUSED_FILE_DAYS: z.coerce.number().int().min(1).max(3650).default(7),
    BACKUP_PASSPHRASE: z.string().min(16, 'expected at least 16 characters').optional(),
    BACKUP_KEY: z
      .base64()
      .transform((key) => Buffer.from(key, 'base64'))
      .refine(({ length }) => length === 32, 'expected 32 bytes in base64, such as `openssl rand -base64 32` prints')
      .optional(),
    SCHOOL_NAME: printedText(80).default('Sekolah Ekspor'),
    SCHOOL_CITY: printedText(60).default('Kota Tangerang'),
    OFFICE_NAME: printedText(120).default('Dinas Ketenagakerjaan Kota Tangerang'),
    HELP_WHATSAPP: z
      .string()
      .regex(/^62\d{8,13}$/, 'expected digits that start with 62')
      .optional(),
    HELP_EMAIL: z.email().optional(),
  })
  .refine(({ BACKUP_PASSPHRASE: words, BACKUP_KEY: key }) => words === undefined || key === undefined, oneSecret);

export type Config = Readonly<{
  port: number;
  host: string;
  /** The address people type and QR codes carry; links are built from it, never from a request's Host header. */
  baseUrl: URL;
  /** A school on a local network says by a setting of its own that certificates may carry an address without https. */
  allowsPlainHttp: boolean;
  /** What the system runs for: the certificates of a demo or a test prove nothing and may carry any address. */
  purpose: 'work' | 'demo' | 'test';
  dataDirectory: string;
  keysDirectory: string;
  mongodbUri: string | undefined;
  isProduction: boolean;
  logLevel: string;
  /** Proxies whose X-Forwarded-* is believed, or how many stand in front. */
  trustProxy: string | number;
  smtpUrl: string | undefined;
  mailFrom: string;
  clamdAddress: { host: string; port: number } | undefined;
  uploads: Readonly<{
    /** How much the files of one person may take in all. */
    quotaBytes: number;
    /** How long a file that nothing refers to any more is kept. */
    unusedDays: number;
  }>;
  /** What backups are encrypted with, and opened. */
  backupSecret: BackupSecret | undefined;
  school: Readonly<{ name: string; city: string; office: string }>;
  help: Readonly<{ whatsapp: string | undefined; email: string | undefined }>;
}>;

/** Throws one error that names every setting that is wrong, so that a start fails once and not setting by setting. */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The configuration is not usable:\n${problems.join('\n')}`);
  }
  const env = parsed.data;
  const dataDirectory = path.resolve(env.DATA_DIR);
  return Object.freeze({
    port: env.PORT,
    host: env.HOST,
    baseUrl: new URL(env.BASE_URL ?? `http://${env.HOST === '0.0.0.0' ? '127.0.0.1' : env.HOST}:${env.PORT}`),
    allowsPlainHttp: env.ALLOW_PLAIN_HTTP === 'yes',
    purpose: env.NODE_ENV === 'test' ? 'test' : 'work',
    dataDirectory,
    keysDirectory: path.resolve(env.KEYS_DIR ?? path.join(dataDirectory, 'keys')),
    mongodbUri: env.MONGODB_URI,
    isProduction: env.NODE_ENV === 'production',
    logLevel: env.NODE_ENV === 'test' ? 'silent' : env.LOG_LEVEL,
    trustProxy: env.TRUST_PROXY,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    clamdAddress: env.CLAMD,
    uploads: { quotaBytes: env.UPLOAD_QUOTA_MB * 1_000_000, unusedDays: env.UNUSED_FILE_DAYS },
    backupSecret: secretOf(env),
    school: { name: env.SCHOOL_NAME, city: env.SCHOOL_CITY, office: env.OFFICE_NAME },
    help: { whatsapp: env.HELP_WHATSAPP, email: env.HELP_EMAIL },
  });
}

function secretOf({ BACKUP_PASSPHRASE: passphrase, BACKUP_KEY: key }: z.infer<typeof environment>) {
  if (passphrase !== undefined) return { passphrase };
  return key === undefined ? undefined : { key };
}
