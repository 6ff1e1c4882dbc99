/** The old cipher of old PDFs, which today's cryptography libraries leave out: only ever to read what others wrote. */
export function rc4(key: Buffer, bytes: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, place) => place);
  const swap = (one: number, other: number) => ([state[one], state[other]] = [state[other]!, state[one]!]);
  for (let place = 0, mix = 0; place < 256; place += 1) {
    mix = (mix + state[place]! + key[place % key.length]!) & 255;
    swap(place, mix);
  }
  const out = Buffer.alloc(bytes.length);
  for (let at = 0, one = 0, other = 0; at < bytes.length; at += 1) {
    one = (one + 1) & 255;
    other = (other + state[one]!) & 255;
    swap(one, other);
    out[at] = bytes[at]! ^ state[(state[one]! + state[other]!) & 255]!;
  }
  return out;
}
