/** What a file is, from its first bytes. Its name is not asked: phones and programs name files as they like. */
import { fileTypeFromBuffer } from 'file-type';
import type { FileKind } from './file-kind.ts';

/** As many first bytes as telling kinds apart takes. */
export const headBytes = 4100;

/** `foreign`: pictures and documents that are none of ours, with advice of their own. */
export type Sight = Readonly<{ kinds: readonly FileKind[]; foreign?: 'heic' | 'oldOffice' | 'quicktime' }>;

const pdf: Sight = { kinds: ['pdf'] };
const mp3: Sight = { kinds: ['mp3'] };
const sights: Readonly<Record<string, Sight>> = {
  pdf,
  jpg: { kinds: ['jpg'] },
  png: { kinds: ['png'] },
  apng: { kinds: ['png'] },
  gif: { kinds: ['png'] },
  webp: { kinds: ['webp'] },
  // Which of the three it is stands further on in the archive.
  zip: { kinds: ['docx', 'xlsx', 'pptx'] },
  docx: { kinds: ['docx'] },
  xlsx: { kinds: ['xlsx'] },
  pptx: { kinds: ['pptx'] },
  // Recorders of phones often write sound alone under the brand of a film.
  mp4: { kinds: ['mp4', 'm4a'] },
  m4v: { kinds: ['mp4', 'm4a'] },
  m4a: { kinds: ['m4a', 'mp4'] },
  mp3,
  ogg: { kinds: ['ogg'] },
  oga: { kinds: ['ogg'] },
  opus: { kinds: ['ogg'] },
  spx: { kinds: ['ogg'] },
  webm: { kinds: ['webm'] },
  heic: { kinds: [], foreign: 'heic' },
  avif: { kinds: [], foreign: 'heic' },
  cfb: { kinds: [], foreign: 'oldOffice' },
  mov: { kinds: [], foreign: 'quicktime' },
};

/** Kinds that the beginning of a file allows, likeliest first; none when it is nothing that we know. */
export async function lookAtHead(head: Buffer): Promise<Sight> {
  // Readers forgive a PDF that begins late; a file that is two things at once lives from that. White space is harmless.
  if (/^(\xef\xbb\xbf)?\s{0,16}%PDF-[12]\.\d/.test(head.toString('latin1', 0, 32))) return pdf;
  // The tag before a recording, with a picture of the album, may be longer than what was read.
  if (head.toString('latin1', 0, 3) === 'ID3') return mp3;
  const found = (await fileTypeFromBuffer(head).catch(() => undefined))?.ext ?? '';
  return found === 'pdf' ? { kinds: [] } : (sights[found] ?? { kinds: [] });
}
