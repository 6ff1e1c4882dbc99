/** Unpacking a stream of a PDF, never to more than is asked for. */
import { unpack, type Unpacked } from '../unpack.ts';

type Decoder = (bytes: Buffer, most: number) => Promise<Unpacked> | Unpacked;

const decoders: Readonly<Record<string, Decoder>> = {
  FlateDecode: (bytes, most) => unpack(bytes, most),
  Fl: (bytes, most) => unpack(bytes, most),
  ASCIIHexDecode: (bytes) => ({ bytes: fromHex(bytes), isWhole: true }),
  AHx: (bytes) => ({ bytes: fromHex(bytes), isWhole: true }),
  ASCII85Decode: fromAscii85,
  A85: fromAscii85,
};

const mostFilters = 4;

export async function decode(bytes: Buffer, filters: readonly string[] | undefined, most: number): Promise<Unpacked> {
  if (!filters || filters.length > mostFilters) return { bytes: Buffer.alloc(0), isWhole: false };
  let decoded: Unpacked = { bytes, isWhole: true };
  for (const filter of filters) {
    const decoder = decoders[filter];
    if (!decoder) return { ...decoded, isWhole: false };
    const next = await decoder(decoded.bytes, most);
    decoded = { bytes: next.bytes, isWhole: decoded.isWhole && next.isWhole };
  }
  return decoded;
}

const fromHex = (bytes: Buffer): Buffer =>
  Buffer.from(
    bytes
      .toString('latin1')
      .replace(/>.*/s, '')
      .replaceAll(/[^\da-fA-F]/g, ''),
    'hex',
  );

/** One sign of it may stand for four bytes. */
function fromAscii85(bytes: Buffer, most: number): Unpacked {
  const text = bytes
    .toString('latin1')
    .replace(/~>.*/s, '')
    .replaceAll(/[^!-uz]/g, '');
  const out = Buffer.alloc(Math.min(4 * text.length, Math.max(0, most) + 4));
  let length = 0;
  let group: number[] = [];
  const flush = (count: number) => {
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let index = 0; index < count; index += 1) out[length + index] = Math.floor(value / 256 ** (3 - index)) % 256;
    length += count;
    group = [];
  };
  for (const sign of text) {
    if (length > most) return { bytes: out.subarray(0, length), isWhole: false };
    if (sign === 'z' && group.length === 0) length += 4;
    else group.push(sign.charCodeAt(0) - 33);
    if (group.length === 5) flush(4);
  }
  const rest = group.length - 1;
  if (rest > 0) {
    while (group.length < 5) group.push(84);
    flush(rest);
  }
  return { bytes: out.subarray(0, length), isWhole: true };
}
