/**
 * What an office document is, and what it would do when it is opened. It is not taken with macros, controls, foreign objects
 * or anything that it fetches by itself; links to follow, pictures and charts are what documents have.
 */
import { readFile } from 'node:fs/promises';
import type { OfficeKind } from '../file-kind.ts';
import type { RefusalKey } from '../upload.ts';
import { holdsVirusTest } from '../virus-test.ts';
import { type Entry, openArchive, readEntry } from './archive.ts';
import { beginsAsXml, piecesOf, plainText, textOf } from './xml.ts';

type Refusal = { refusal: Extract<RefusalKey, `platform.file${string}` | `platform.office${string}`> };
type Inspected = { kind: OfficeKind } | Refusal;

const refused = (refusal: Refusal['refusal']): Refusal => ({ refusal });
const damaged = refused('platform.fileContentMismatch');
const active = refused('platform.officeActive');

let lastTurn: Promise<unknown> = Promise.resolve();

/** One at a time, for the memory. */
export function inspectOffice(file: string): Promise<Inspected> {
  const turn = lastTurn.then(async () => inspectDocument(await readFile(file)));
  lastTurn = turn.catch(() => undefined);
  return turn;
}

const mostText = 32_000_000;
const mostOther = 1_000_000;
const contents = '[content_types].xml';

const kinds: readonly (readonly [main: string, kind: OfficeKind])[] = [
  ['wordprocessingml.document.main+xml', 'docx'],
  ['spreadsheetml.sheet.main+xml', 'xlsx'],
  ['presentationml.presentation.main+xml', 'pptx'],
];

export async function inspectDocument(bytes: Buffer, isWithin = false): Promise<Inspected> {
  const archive = openArchive(bytes);
  if (archive === 'locked') return refused('platform.fileOldOffice');
  if (!archive) return damaged;
  if (archive.entries.some(({ name }) => isActiveName(name))) return active;
  let kind: OfficeKind | undefined;
  for (const entry of archive.entries) {
    const content = await readEntry(archive, entry, isText(entry) ? mostText : mostOther);
    if (!content) return damaged;
    const refusal = await judgeEntry(entry, content, isWithin);
    if (refusal) return refusal;
    if (entry.name.toLowerCase() === contents) kind = kindIn(textOf(content) ?? '');
  }
  return kind ? { kind } : damaged;
}

/** Of a part with another name only the beginning is read, which suffices for what may be text all the same. */
const isText = ({ name }: Entry) => /\.(xml|rels|vml)$/i.test(name);

const kindIn = (types: string): OfficeKind | undefined => kinds.find(([main]) => types.includes(main))?.[1];

/** Macros of today and of old, controls, data that are fetched, objects of other programs. */
const isActiveName = (name: string): boolean =>
  /(^|\/)(vba\w*\.|activex\/|ctrlprops\/.*\.bin|externallinks\/|macrosheets\/|dialogsheets\/|customui\d*\/|querytables\/|connections\.xml)|oleobject/i.test(
    name,
  ) ||
  (/(^|\/)embeddings\//i.test(name) && !/\.(docx|xlsx|pptx)$/i.test(name));

async function judgeEntry(entry: Entry, content: Buffer, isWithin: boolean): Promise<Refusal | undefined> {
  if (holdsVirusTest(content)) return refused('platform.fileInfected');
  if (/(^|\/)embeddings\//i.test(entry.name)) return judgeEmbedded(entry, content, isWithin);
  if (!isText(entry) && !beginsAsXml(content)) return undefined;
  return isActiveText(entry.name.toLowerCase(), content) ? active : undefined;
}

/** The figures behind a chart are a document of their own; one within one within one is none. */
async function judgeEmbedded(entry: Entry, content: Buffer, isWithin: boolean): Promise<Refusal | undefined> {
  if (isWithin || content.length < entry.unpacked) return active;
  const inspected = await inspectDocument(content, true);
  return 'refusal' in inspected ? inspected : undefined;
}

function isActiveText(name: string, bytes: Buffer): boolean {
  const text = textOf(bytes);
  if (text === undefined || /<!DOCTYPE|<!ENTITY/i.test(text)) return true;
  if (name === contents) return /macroEnabled|vbaProject|activeX|oleObject/i.test(plainText(text));
  return name.endsWith('.rels') ? fetchesByItself(text) : /\bDDE(AUTO)?\b/i.test(fieldsIn(text));
}

/** A link waits for its reader; a template, a picture or an object elsewhere is fetched when the document opens. */
function fetchesByItself(relations: string): boolean {
  for (const { attribute } of piecesOf(relations, 'Relationship')) {
    const mode = attribute('TargetMode')?.trim() ?? 'Internal';
    if (/^internal$/i.test(mode)) continue;
    if (!attribute('Type')?.endsWith('/hyperlink') || !leadsToPage(attribute('Target') ?? '')) return true;
  }
  return false;
}

const leadsToPage = (target: string): boolean => /^(https?:|mailto:|tel:|#|[^:\\]*$)/i.test(target);

/** The instructions of all fields, however they are cut into pieces. */
function fieldsIn(text: string): string {
  let fields = '';
  for (const piece of piecesOf(text, 'instrText')) fields += piece.text;
  for (const { attribute } of piecesOf(text, 'fldSimple')) fields += ` ${attribute('instr') ?? ''} `;
  return fields;
}
