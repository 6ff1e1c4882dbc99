/** Takes a font out of its WOFF 1.0 wrapper (W3C, WOFF File Format 1.0), whose tables are compressed one by one. */
import { inflateSync } from 'node:zlib';

type Table = { tag: Buffer; checksum: number; bytes: Buffer };

const woff = { signature: 'wOFF', headerBytes: 44, entryBytes: 20 } as const;
const sfnt = { headerBytes: 12, entryBytes: 16 } as const;

/** The plain OpenType file. fontkit reads WOFF too, but inflates a table again for every glyph that it takes from it. */
export function unwrapWoff(file: Buffer): Buffer {
  if (file.toString('latin1', 0, 4) !== woff.signature) throw new Error('this is not a WOFF 1.0 file');
  const tables = Array.from({ length: file.readUInt16BE(12) }, (_, index) => readTable(file, index));
  const header = Buffer.alloc(sfnt.headerBytes);
  file.copy(header, 0, 4, 8);
  header.writeUInt16BE(tables.length, 4);
  header.set(searchHints(tables.length), 6);
  return Buffer.concat([header, ...layOutTables(tables)]);
}

function readTable(file: Buffer, index: number): Table {
  const entry = woff.headerBytes + index * woff.entryBytes;
  const [offset, packedLength, length] = [4, 8, 12].map((field) => file.readUInt32BE(entry + field)) as Lengths;
  const packed = file.subarray(offset, offset + packedLength);
  return {
    tag: file.subarray(entry, entry + 4),
    checksum: file.readUInt32BE(entry + 16),
    // A table that would not shrink is stored as it is.
    bytes: packedLength < length ? inflateSync(packed) : packed,
  };
}

type Lengths = [offset: number, packedLength: number, length: number];

/** The directory, then the tables, each starting at a multiple of four bytes. */
function layOutTables(tables: readonly Table[]): Buffer[] {
  let offset = sfnt.headerBytes + tables.length * sfnt.entryBytes;
  const entries = tables.map(({ tag, checksum, bytes }) => {
    const entry = Buffer.alloc(sfnt.entryBytes);
    tag.copy(entry);
    entry.writeUInt32BE(checksum, 4);
    entry.writeUInt32BE(offset, 8);
    entry.writeUInt32BE(bytes.length, 12);
    offset += bytes.length + padding(bytes).length;
    return entry;
  });
  return [...entries, ...tables.flatMap(({ bytes }) => [bytes, padding(bytes)])];
}

const padding = (bytes: Buffer) => Buffer.alloc(-bytes.length & 3);

/** searchRange, entrySelector and rangeShift, with which a reader finds a table by halving. */
function searchHints(tableCount: number): Buffer {
  const entrySelector = Math.floor(Math.log2(tableCount));
  const searchRange = 2 ** entrySelector * sfnt.entryBytes;
  const hints = Buffer.alloc(6);
  for (const [index, hint] of [searchRange, entrySelector, tableCount * sfnt.entryBytes - searchRange].entries()) {
    hints.writeUInt16BE(hint, index * 2);
  }
  return hints;
}
