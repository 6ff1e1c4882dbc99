/** The old cipher of old PDFs, which today's cryptography libraries leave out: only ever to read what others wrote. */
export function rc4(key: Buffer, bytes: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  // An index is one byte. Not readUInt8, which takes ten times as long.
  const at = (index: number) => state[index & 255] ?? 0;
  const swap = (one: number, other: number) => ([state[one], state[other]] = [at(other), at(one)]);
  for (let index = 0, mix = 0; index < 256; index += 1) {
    mix = (mix + at(index) + key.readUInt8(index % key.length)) & 255;
    swap(index, mix);
  }
  const out = Buffer.from(bytes);
  for (let index = 0, first = 0, second = 0; index < out.length; index += 1) {
    first = (first + 1) & 255;
    second = (second + at(first)) & 255;
    swap(first, second);
    out[index] = (out[index] ?? 0) ^ at(at(first) + at(second));
  }
  return out;
}
