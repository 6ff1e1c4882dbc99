/** Judging a file in quarantine: from what is cheap to check to what is dear, and nothing opened before it was scanned. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Arrival } from './arrival.ts';
import { scanFile } from './clamd.ts';
import { type FileKind, isImage, mediaTypes } from './file-kind.ts';
import { safeName } from './file-name.ts';
import { redrawImage } from './image.ts';
import { fileSettings } from './install.ts';
import { inspectPdf } from './pdf/inspect-pdf.ts';
import type { ReceivedFile, RefusalKey, UploadRules } from './upload.ts';

export type Judgement = { file: ReceivedFile } | { refusal: RefusalKey };

export async function inspectArrival(arrival: Arrival, rules: UploadRules): Promise<Judgement> {
  const [likeliest] = arrival.kinds;
  if (arrival.refusal || !likeliest) return { refusal: arrival.refusal ?? 'platform.fileTypeNotAllowed' };

  const scan = await scanArrival(arrival);
  if (scan === 'infected') return { refusal: 'platform.fileInfected' };
  if (scan === 'unavailable') return { refusal: 'platform.fileScanUnavailable' };

  const content = await inspectContent(arrival, likeliest, rules);
  if ('refusal' in content) return content;
  const { kind, bytes, sha256 } = content;
  const { field, givenName, path, sha256: receivedSha256 } = arrival;
  const name = safeName(givenName, kind);
  return { file: { field, name, kind, type: mediaTypes[kind], path, bytes, sha256, receivedSha256, scan } };
}

type Content = Pick<ReceivedFile, 'bytes' | 'sha256'> & { kind: FileKind };

async function inspectContent(
  { path, bytes, sha256 }: Arrival,
  kind: FileKind,
  { isOnlyCompared }: UploadRules,
): Promise<Content | { refusal: RefusalKey }> {
  if (isImage(kind)) {
    const drawing = await redrawImage(path, { kind, bytes });
    if ('refusal' in drawing) return drawing;
    await writeFile(path, drawing.picture);
    return { kind: drawing.kind, bytes: drawing.picture.length, sha256: sha256Of(drawing.picture) };
  }
  const refusal = isOnlyCompared ? undefined : await inspectPdf(path);
  return refusal ? { refusal } : { kind, bytes, sha256 };
}

const scanArrival = ({ path }: Arrival) => {
  const { clamd } = fileSettings();
  return clamd ? scanFile(path, clamd) : ('not-scanned' as const);
};

const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
