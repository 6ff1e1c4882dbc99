/** The kinds of file that people may send: each is known by its name and by its first bytes, and the two must agree. */
import { open } from 'node:fs/promises';
import path from 'node:path';
import { fileTypeFromBuffer } from 'file-type';

export const fileKinds = ['pdf', 'jpg', 'png', 'webp'] as const;
export type FileKind = (typeof fileKinds)[number];
export type ImageKind = Exclude<FileKind, 'pdf'>;

const extensions: Readonly<Record<string, FileKind>> = {
  '.pdf': 'pdf',
  '.jpg': 'jpg',
  '.jpeg': 'jpg',
  '.png': 'png',
  '.webp': 'webp',
};

export const mediaTypes: Readonly<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
};

/** The kind that the name claims, or undefined when it is none of ours. */
export const kindByName = (name: string): FileKind | undefined => extensions[path.extname(name).toLowerCase()];

export const isImage = (kind: FileKind): kind is ImageKind => kind !== 'pdf';

/** As a sentence lists them: `PDF, JPG, PNG`. */
export const nameKinds = (kinds: readonly FileKind[]): string => kinds.map((kind) => kind.toUpperCase()).join(', ');

const headBytes = 4100;
const tailBytes = 1024;

/** The kind that the content shows, or undefined when it is none of ours. */
export async function kindByContent(file: string): Promise<FileKind | undefined> {
  const { head, tail } = await readEnds(file);
  const found = (await fileTypeFromBuffer(head))?.ext;
  const kind = fileKinds.find((known) => known === found);
  return kind === 'pdf' && !isWholePdf(head, tail) ? undefined : kind;
}

/** Readers forgive a PDF that begins late or never ends; a file that is two things at once lives from that. */
const isWholePdf = (head: Buffer, tail: Buffer) =>
  /^%PDF-[12]\.\d/.test(head.toString('latin1', 0, 8)) && tail.includes('%%EOF');

async function readEnds(file: string): Promise<{ head: Buffer; tail: Buffer }> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const head = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    const tail = await handle.read(Buffer.alloc(tailBytes), 0, tailBytes, Math.max(0, size - tailBytes));
    return { head: head.buffer.subarray(0, head.bytesRead), tail: tail.buffer.subarray(0, tail.bytesRead) };
  } finally {
    await handle.close();
  }
}
