/** The old cipher of old PDFs, which today's cryptography libraries leave out: only ever to read what others wrote. */
export function rc4(key: Buffer, bytes: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, place) => place);
  // Every byte has its place among 256. Not readUInt8, which takes ten times as long.
  const at = (place: number) => state[place & 255] ?? 0;
  const swap = (one: number, other: number) => ([state[one], state[other]] = [at(other), at(one)]);
  for (let place = 0, mix = 0; place < 256; place += 1) {
    mix = (mix + at(place) + key.readUInt8(place % key.length)) & 255;
    swap(place, mix);
  }
  const out = Buffer.from(bytes);
  for (let place = 0, one = 0, other = 0; place < out.length; place += 1) {
    one = (one + 1) & 255;
    other = (other + at(one)) & 255;
    swap(one, other);
    out[place] = (out[place] ?? 0) ^ at(at(one) + at(other));
  }
  return out;
}
