/** Whether a recording in the MP4 family shows something or only sounds: phones write both under the same first bytes. */
import { type FileHandle, open } from 'node:fs/promises';

export type Tracks = Readonly<{ hasVideo: boolean; hasSound: boolean }>;

const mostBoxes = 10_000;
const mostIndexBytes = 16_000_000;

/** Undefined when the file has no index, which it needs to be played: it broke off, or is something else. */
export async function findTracks(file: string): Promise<Tracks | undefined> {
  const handle = await open(file);
  try {
    const index = await readIndex(handle);
    return index && tracksIn(index);
  } finally {
    await handle.close();
  }
}

/** A file is a row of boxes, each with its length and its name; the index is the one named moov, at either end. */
async function readIndex(handle: FileHandle): Promise<Buffer | undefined> {
  const { size } = await handle.stat();
  const head = Buffer.alloc(16);
  for (let at = 0, boxes = 0; at + 8 <= size && boxes < mostBoxes; boxes += 1) {
    await handle.read(head, 0, 16, at);
    const short = head.readUInt32BE(0);
    const length = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? size - at : short;
    if (length < 8 || at + length > size) return undefined;
    if (head.toString('latin1', 4, 8) === 'moov') {
      if (length > mostIndexBytes) return undefined;
      const index = Buffer.alloc(length);
      await handle.read(index, 0, length, at);
      return index;
    }
    at += length;
  }
  return undefined;
}

function tracksIn(index: Buffer): Tracks {
  const kinds = new Set<string>();
  for (let at = index.indexOf('hdlr'); at >= 0; at = index.indexOf('hdlr', at + 4)) {
    kinds.add(index.toString('latin1', at + 12, at + 16));
  }
  return { hasVideo: kinds.has('vide'), hasSound: kinds.has('soun') };
}
