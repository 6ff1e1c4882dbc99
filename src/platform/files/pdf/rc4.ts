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
  for (let index = 0, one = 0, other = 0; index < out.length; index += 1) {
    one = (one + 1) & 255;
    other = (other + at(one)) & 255;
    swap(one, other);
    out[index] = (out[index] ?? 0) ^ at(at(one) + at(other));
  }
  return out;
}
