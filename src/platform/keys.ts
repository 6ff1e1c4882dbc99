/**
 * The secrets of one installation: made at the first run, one for each purpose, kept outside the database and outside its
 * backups. Whoever loses them loses sign-in (pepper) and every encrypted field, so a start without them is refused.
 */
import { createHmac, randomBytes } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { now } from './clock.ts';
import { createOnce, makePrivateDirectory, readPrivate } from './key-file.ts';

export const purposes = ['session', 'csrf', 'field', 'blind', 'pepper', 'audit'] as const;
export type Purpose = (typeof purposes)[number];

export type Key = Readonly<{ kid: string; purpose: Purpose; secret: Buffer; createdAt: string }>;

export type Keys = Readonly<Record<Purpose, Key>> &
  Readonly<{
    directory: string;
    /** Every field key there ever was, by kid: what an old one encrypted stays readable. */
    fieldKeys: ReadonlyMap<string, Key>;
  }>;

const storedKeys = z.object({
  version: z.literal(1),
  keys: z.array(
    z.object({
      kid: z.string().min(1),
      purpose: z.enum(purposes),
      secret: z.base64url().transform((text) => Buffer.from(text, 'base64url')),
      createdAt: z.iso.datetime(),
    }),
  ),
});

export const keyFile = (directory: string): string => path.join(directory, 'keys.json');

/**
 * Reads the installation's keys, making them when there are none yet. Of two processes that start at once both get the
 * same ones. Throws, with a sentence for the operator, when `dataExists` but the keys are gone, when others may read
 * the file, or when it is damaged.
 */
export async function openKeys(directory: string, { dataExists }: { dataExists: boolean }): Promise<Keys> {
  const file = keyFile(directory);
  const stored = (await readPrivate(file)) ?? (await makeKeys(file, dataExists));
  return parseKeys(directory, stored);
}

/** The keys as they are on disk, or undefined when this installation has none. */
export async function readKeys(directory: string): Promise<Keys | undefined> {
  const stored = await readPrivate(keyFile(directory));
  return stored === undefined ? undefined : parseKeys(directory, stored);
}

async function makeKeys(file: string, dataExists: boolean): Promise<string> {
  if (dataExists) {
    throw new Error(
      `The database holds data, but its keys are missing: ${file} does not exist. Put back the copy that was made of it.`,
    );
  }
  await makePrivateDirectory(path.dirname(file));
  await createOnce(file, writeKeys(purposes.map(newKey)));
  const stored = await readPrivate(file);
  if (stored === undefined) throw new Error(`${file} disappeared while it was being made.`);
  return stored;
}

export const newKey = (purpose: Purpose): Key => ({
  kid: randomBytes(6).toString('hex'),
  purpose,
  secret: randomBytes(32),
  createdAt: now().toISOString(),
});

/** The text of keys.json. Of several keys for a purpose the last one is in use. */
export function writeKeys(keys: readonly Key[]): string {
  const stored = keys.map((key) => ({ ...key, secret: key.secret.toString('base64url') }));
  return `${JSON.stringify({ version: 1, keys: stored }, null, 2)}\n`;
}

/** Reads the text of keys.json, in the order in which the keys were made. */
export function parseKeyList(file: string, text: string): Key[] {
  try {
    return storedKeys.parse(JSON.parse(text)).keys;
  } catch (error) {
    throw new Error(`${file} is damaged. Put back the copy that was made of it.`, { cause: error });
  }
}

function parseKeys(directory: string, text: string): Keys {
  const file = keyFile(directory);
  const list = parseKeyList(file, text);
  const latest = purposes.map((purpose) => {
    const key = list.findLast((candidate) => candidate.purpose === purpose && candidate.secret.length === 32);
    if (key === undefined) throw new Error(`${file} has no usable key for "${purpose}".`);
    return [purpose, key] as const;
  });
  const fieldKeys = new Map(list.filter((key) => key.purpose === 'field').map((key) => [key.kid, key]));
  return Object.freeze({ ...(Object.fromEntries(latest) as Record<Purpose, Key>), directory, fieldKeys });
}

let installed: Keys | undefined;

/** Makes these the keys of this process; done once at start, before the first request. */
export function installKeys(keys: Keys): void {
  installed = keys;
}

export function currentKeys(): Keys {
  if (installed === undefined) throw new Error('The keys are used before they are installed.');
  return installed;
}

/** A value that only holders of the same keys can make: it tells whether a backup belongs to these keys. */
export const keyCheckValue = (keys: Keys): string =>
  createHmac('sha256', keys.blind.secret).update('layar key check').update(keys.pepper.secret).digest('base64url');
