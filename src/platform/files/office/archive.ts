/** The archives that office documents are (ZIP), read by their directory first, so that nothing is unpacked that is a trap. */
import { unpack, type Unpacked } from '../unpack.ts';

export type Entry = Readonly<{ name: string; isPlain: boolean; packed: number; unpacked: number; offset: number }>;
export type Archive = Readonly<{ bytes: Buffer; entries: readonly Entry[] }>;

const mostEntries = 5000;
/** Of all entries together: more is no document but a trap. */
const mostUnpacked = 100_000_000;

const endLength = 22;
const entryLength = 46;
const [endMark, entryMark, localMark] = [0x06054b50, 0x02014b50, 0x04034b50];

/** Undefined when it is damaged, or anything else as well: an archive begins with its first byte and ends with its last. */
export function openArchive(bytes: Buffer): Archive | 'locked' | undefined {
  const end = bytes.length - endLength;
  if (end < 0 || bytes.readUInt32LE(end) !== endMark || bytes.readUInt32LE(0) !== localMark) return undefined;
  const [count, size, start] = [
    bytes.readUInt16LE(end + 10),
    bytes.readUInt32LE(end + 12),
    bytes.readUInt32LE(end + 16),
  ];
  if (start + size !== end || count > mostEntries) return undefined;
  const entries: Entry[] = [];
  let at = start;
  while (entries.length < count) {
    if (at + entryLength > end || bytes.readUInt32LE(at) !== entryMark) return undefined;
    if ((bytes.readUInt16LE(at + 8) & 1) === 1) return 'locked';
    entries.push(entryAt(bytes, at));
    at += entryLength + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return at === end && isHonest(entries, bytes) ? { bytes, entries } : undefined;
}

function entryAt(bytes: Buffer, at: number): Entry {
  const nameAt = at + entryLength;
  return {
    name: bytes.toString('utf8', nameAt, nameAt + bytes.readUInt16LE(at + 28)),
    isPlain: bytes.readUInt16LE(at + 10) === 0,
    packed: bytes.readUInt32LE(at + 20),
    unpacked: bytes.readUInt32LE(at + 24),
    offset: bytes.readUInt32LE(at + 42),
  };
}

const sum = (entries: readonly Entry[], of: 'packed' | 'unpacked') =>
  entries.reduce((total, entry) => total + entry[of], 0);

/** Entries that share bytes unpack to more than they are; one name twice is another document for each program. */
function isHonest(entries: readonly Entry[], bytes: Buffer): boolean {
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  const isEscaping = [...names].some((name) => /^\/|\\|(^|\/)\.\.(\/|$)/.test(name));
  const fits = sum(entries, 'packed') <= bytes.length && sum(entries, 'unpacked') <= mostUnpacked;
  return names.size === entries.length && !isEscaping && fits;
}

/** The content of an entry, up to `most` bytes; undefined when the entry is not what the directory says of it. */
export async function readEntry({ bytes }: Archive, entry: Entry, most: number): Promise<Buffer | undefined> {
  const { offset, packed, unpacked, isPlain, name } = entry;
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== localMark) return undefined;
  const nameEnd = offset + 30 + bytes.readUInt16LE(offset + 26);
  if (bytes.toString('utf8', offset + 30, nameEnd) !== name) return undefined;
  const start = nameEnd + bytes.readUInt16LE(offset + 28);
  const content = bytes.subarray(start, start + packed);
  const read: Unpacked = isPlain
    ? { bytes: content, isWhole: true }
    : await unpack(content, Math.min(most, unpacked), 'raw');
  const isAsSaid = read.isWhole ? read.bytes.length === unpacked : unpacked > most;
  return isAsSaid ? read.bytes.subarray(0, most) : undefined;
}
