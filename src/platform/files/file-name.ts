/** Names of files as people gave them, made safe to show, to store and to put into a header. */
import path from 'node:path';
import { cleanLine } from '../text.rules.ts';
import { kindByName } from './file-kind.ts';

const longestStem = 80;

// Control characters, characters that turn the direction of writing (so that exe.pdf reads as fdp.exe), and those that
// a file system or a header gives a meaning to.
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"/\\|?*%;]/gu;

/** The given name without its folders and tricks, ending in the extension of what the file really is. */
export function safeName(given: string, extension: string): string {
  const base = cleanLine(given).split(/[/\\]/).at(-1) ?? '';
  const stem = withoutEndings(base)
    .replaceAll(unsafe, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return `${[...stem].slice(0, longestStem).join('') || 'file'}.${extension}`;
}

/** Endings that say a kind, however many: `scan.pdf.pdf` and `scan.jpg.pdf` are both named scan. */
function withoutEndings(base: string): string {
  const { name, ext } = path.parse(base);
  // The end of `Laporan 1.2` says nothing about a kind.
  if (/^(\.\d*)?$/.test(ext)) return base;
  return kindByName(name) ? withoutEndings(name) : name;
}

const percentEncode = (text: string) =>
  encodeURIComponent(text).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** What stands in a file's address: its id, and its kind for whoever reads the address before opening it. */
export const addressedAs = ({ id, name }: { id: string; name: string }): [id: string, kind: string] => [
  id,
  path.extname(name).slice(1),
];

/** The header of RFC 6266: a plain name for old programs, and the true one encoded as RFC 8187 says. */
export function contentDisposition(kind: 'attachment' | 'inline', name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  return `${kind}; filename="${plain}"; filename*=UTF-8''${percentEncode(name)}`;
}
