/** What a letter may be, and how its text looks as simple HTML. */
import { z } from 'zod';

export type Mail = Readonly<{
  /** One mailbox: `ani@contoh.id`, without a name and without a second address. */
  to: string;
  /** One line. */
  subject: string;
  /** Paragraphs are separated by an empty line; an address on our site stands on a line of its own. */
  text: string;
}>;

/** The letter was written wrongly; the message names the part and never repeats it, since it may hold a person's address. */
export class InvalidMail extends Error {
  override readonly name = 'InvalidMail';
}

// RFC 5321 4.5.3.1: at most 64 octets before the @, and a path of 256, of which two are the angle brackets. RFC 1035 2.3.4:
// a label of a domain has at most 63; it neither begins nor ends with a dash.
const domain = /^[^@]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;
const mailbox = z.email().max(254).regex(domain);
// A control character in a subject could begin another header.
const line = z.string().regex(/^[^\p{Cc}\u2028\u2029]{1,200}$/u);
const letter = z.strictObject({ to: mailbox, subject: line, text: z.string().min(1).max(20_000) });

/** Whether a letter can go to it: what is asked of an address where somebody gives it, and again before a letter is kept. */
export const isMailbox = (address: string): boolean => mailbox.safeParse(address).success;

/** The letter, or InvalidMail with the names of the parts that are wrong. */
export function checkMail(mail: Mail): Mail {
  const checked = letter.safeParse(mail);
  if (checked.success) return checked.data;
  const parts = new Set(checked.error.issues.map(({ path }) => path.join('.') || 'letter'));
  throw new InvalidMail(`not a letter that can be sent: ${[...parts].join(', ')}`);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

const isWebAddress = (text: string) => /^https?:\/\/[^\s"'<>]+$/.test(text);

function htmlLine(text: string): string {
  const escaped = escapeHtml(text);
  return isWebAddress(text) ? `<a href="${escaped}">${escaped}</a>` : escaped;
}

/** The same words for mail programs that show HTML; a line that is a web address becomes a link. */
export function mailHtml(text: string): string {
  const paragraphs = text.trim().split(/\n\s*\n/);
  const body = paragraphs.map((paragraph) => `<p>${paragraph.split('\n').map(htmlLine).join('<br>\n')}</p>`);
  return `<!doctype html>\n<html><body>\n${body.join('\n')}\n</body></html>\n`;
}
