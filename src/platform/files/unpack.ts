/** Unpacking what was packed with deflate, never to more than is asked for. */
import { createInflate, createInflateRaw } from 'node:zlib';

/** `isWhole` is false when there was more, or when something in it cannot be unpacked. */
export type Unpacked = Readonly<{ bytes: Buffer; isWhole: boolean }>;

/** Whatever stands behind the packed bytes is left alone; what breaks off gives what came before. `raw` is as archives pack. */
export function unpack(bytes: Buffer, most: number, form: 'raw' | 'zlib' = 'zlib'): Promise<Unpacked> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let length = 0;
    const unpacking = form === 'raw' ? createInflateRaw() : createInflate();
    const end = (isWhole: boolean) => {
      unpacking.destroy();
      resolve({ bytes: Buffer.concat(parts), isWhole });
    };
    unpacking.on('data', (part: Buffer) => {
      parts.push(part);
      length += part.length;
      if (length > most) end(false);
    });
    unpacking.once('end', () => end(true));
    unpacking.once('error', () => end(false));
    unpacking.end(bytes);
  });
}
