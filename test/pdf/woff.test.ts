import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'chai';
import { unwrapWoff } from '../../src/platform/pdf/woff.ts';

const file = readFileSync(
  createRequire(import.meta.url).resolve('@fontsource/noto-serif/files/noto-serif-latin-400-normal.woff'),
);

/** The sum of a table as 32-bit numbers, padded with zeros (OpenType, "Calculating checksums"). */
function checksum(table: Buffer): number {
  const padded = Buffer.concat([table, Buffer.alloc(-table.length & 3)]);
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
  return sum;
}

describe('a font out of its wrapper', () => {
  const font = unwrapWoff(file);
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
    const entry = 12 + index * 16;
    const [sum, offset, length] = [4, 8, 12].map((field) => font.readUInt32BE(entry + field)) as [
      number,
      number,
      number,
    ];
    return {
      tag: font.toString('latin1', entry, entry + 4),
      sum,
      offset,
      bytes: font.subarray(offset, offset + length),
    };
  });

  it('is as long as the wrapper says', () => {
    expect(font.length).to.equal(file.readUInt32BE(16));
  });

  it('has every table, aligned and with the checksum of its directory', () => {
    expect(tables.map(({ tag }) => tag)).to.include.members(['cmap', 'glyf', 'head', 'loca', 'GPOS']);
    for (const { tag, sum, offset, bytes } of tables) {
      expect(offset % 4, tag).to.equal(0);
      // The sum of `head` leaves out its own third number.
      const counted = tag === 'head' ? Buffer.concat([bytes.subarray(0, 8), bytes.subarray(12)]) : bytes;
      expect(checksum(counted), tag).to.equal(sum);
    }
  });

  it('tells a reader how to search its directory', () => {
    const [count, searchRange, entrySelector, rangeShift] = [4, 6, 8, 10].map((at) => font.readUInt16BE(at));
    expect(searchRange).to.equal(16 * 2 ** (entrySelector ?? 0));
    expect((searchRange ?? 0) + (rangeShift ?? 0)).to.equal(16 * (count ?? 0));
  });

  it('is refused when it is something else', () => {
    expect(() => unwrapWoff(Buffer.from('wOF2 and more'))).to.throw('not a WOFF 1.0');
  });
});
