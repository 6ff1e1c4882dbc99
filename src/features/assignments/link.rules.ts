/** A link as an answer: the address of a page that anybody can open, such as a shop or a film. Pure. */

const longest = 500;

export type LinkReading =
  | Readonly<{ ok: true; link: string }>
  | Readonly<{ ok: false; problem: 'linkExpected' | 'linkNotSecure' | 'linkTooLong' }>;

/** Empty stays empty. An address without its beginning gets it; one of a page that is not sent secretly is refused. */
export function readLink(typed: string): LinkReading {
  const text = typed.trim();
  if (text === '') return { ok: true, link: '' };
  if (text.length > longest) return { ok: false, problem: 'linkTooLong' };
  if (/^http:/i.test(text)) return { ok: false, problem: 'linkNotSecure' };
  const address = /^[a-z][a-z\d+.-]*:(?!\d)/i.test(text) ? text : `https://${text}`;
  if (/\s/.test(text) || !URL.canParse(address)) return { ok: false, problem: 'linkExpected' };
  const url = new URL(address);
  const isPage = url.protocol === 'https:' && url.username === '' && url.password === '' && isPublic(url.hostname);
  return isPage ? { ok: true, link: url.href } : { ok: false, problem: 'linkExpected' };
}

/** A name with a dot, which no computer of the reader's own has, and no number. */
const isPublic = (host: string): boolean =>
  /^[a-z\d-]+(\.[a-z\d-]+)*\.([a-z]{2,}|xn--[a-z\d-]+)$/i.test(host) &&
  !/\.(local|internal|localhost|test|invalid|lan)$/i.test(host);
