/** How a key sorts from the greatest to the least. */

/** Turns ascending into descending. */
export function invertBytes(key: Buffer): Buffer {
  const inverted = Buffer.allocUnsafe(key.length);
  for (let i = 0; i < key.length; i++) inverted[i] = 0xff ^ (key[i] as number);
  return inverted;
}
