/** What people find in their mailbox, for tests that act on a letter. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { runDueJobs } from '../../src/platform/jobs/index.ts';
import { testConfig } from '../support/database.ts';

/** Sends what waits, and returns the plain text of all letters to this address, in no order. */
export async function lettersTo(email: string): Promise<string[]> {
  await runDueJobs();
  const folder = path.join((await testConfig()).dataDirectory, 'outbox');
  const files = await readdir(folder).catch(() => [] as string[]);
  const letters = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  return letters.filter((letter) => new RegExp(`^To: .*${email}`, 'm').test(letter)).map(plainText);
}

/** The path of the one link in a letter that starts like this. */
export async function linkIn(email: string, start: string): Promise<string> {
  const links = (await lettersTo(email)).flatMap((letter) => letter.match(/https?:\/\/\S+/g) ?? []);
  const paths = links.map((link) => new URL(link).pathname).filter((found) => found.startsWith(start));
  if (paths.length !== 1) throw new Error(`${paths.length} links to ${start} in the letters to ${email}`);
  return paths[0]!;
}

function plainText(letter: string): string {
  const part = letter.slice(letter.indexOf('Content-Type: text/plain'));
  const [head = ''] = part.split('\r\n\r\n', 1);
  const body = part.slice(head.length + 4).split(/\r\n--/, 1)[0]!;
  const encoding = /^Content-Transfer-Encoding: (\S+)/im.exec(letter)?.[1] ?? '7bit';
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
