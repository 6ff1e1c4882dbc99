/** How letters leave: by SMTP when a server is configured, else as files in the outbox folder. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import type { Config } from '../config.ts';
import { type Mail, mailHtml } from './mail.rules.ts';

export type OutgoingMail = Mail & { id: string };
type Send = (mail: OutgoingMail) => Promise<void>;
export type MailConfig = Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDirectory' | 'baseUrl'> & {
  school: Pick<Config['school'], 'name'>;
};

let installed: Send | undefined;
let site: URL | undefined;

/** Chooses the way out, once at start. */
export function installMail(config: MailConfig): void {
  site = config.baseUrl;
  installed = config.smtpUrl === undefined ? byFile(config) : bySmtp(config, config.smtpUrl);
}

/** The whole address of a page, for a letter: below the configured one, whatever Host header a request carries. */
export function siteAddress(path: string): string {
  if (!site) throw new Error('mail is not installed');
  return new URL(path, site).href;
}

export async function sendMail(mail: OutgoingMail): Promise<void> {
  if (!installed) throw new Error('mail is not installed');
  await installed(mail);
}

function bySmtp(config: MailConfig, smtpUrl: string): Send {
  const transport = createTransport({ url: smtpUrl, connectionTimeout: 10_000, socketTimeout: 30_000 });
  return async (mail) => void (await transport.sendMail(compose(config, mail)).catch(refuseWithoutAddress));
}

/** The server's own words can repeat the address; a job's error is kept and logged, so only its codes go on. */
function refuseWithoutAddress({ code = 'unknown', responseCode = 0 }: { code?: string; responseCode?: number }): never {
  throw new Error(`the mail server refused the letter: ${code} ${responseCode}`);
}

/** One file a letter, named by its id: a second attempt writes the same file again. */
function byFile(config: MailConfig): Send {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const folder = path.join(config.dataDirectory, 'outbox');
  return async (mail) => {
    const { message } = await transport.sendMail(compose(config, mail));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const target = path.join(folder, `${mail.id}.eml`);
    await writeFile(`${target}.part`, message, { mode: 0o600, flush: true });
    await rename(`${target}.part`, target);
  };
}

/** Addresses go in as objects, so that nothing in them is read as a list or as a header. */
function compose({ mailFrom, school, baseUrl }: MailConfig, { id, to, subject, text }: OutgoingMail) {
  return {
    from: { name: school.name, address: mailFrom },
    to: { name: '', address: to },
    subject,
    text,
    html: mailHtml(text),
    // The same on every attempt: a mail server that already has the letter can tell.
    messageId: `<${id}@${baseUrl.hostname}>`,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
