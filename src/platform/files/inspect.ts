/** Judging a file in quarantine: from what is cheap to check to what is dear, and nothing opened before it was scanned. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { must } from '../must.ts';
import type { Arrival } from './arrival.ts';
import { scanFile } from './clamd.ts';
import { type FileKind, isImage, isOffice, mediaTypes } from './file-kind.ts';
import { safeName } from './file-name.ts';
import { redrawImage } from './image.ts';
import { fileSettings } from './install.ts';
import { inspectOffice } from './office/inspect-office.ts';
import { inspectPdf } from './pdf/inspect-pdf.ts';
import { findTracks } from './recording.ts';
import type { ReceivedFile, RefusalKey, UploadRules } from './upload.ts';

export type Judgement = { file: ReceivedFile } | { refusal: RefusalKey };

export async function inspectArrival(arrival: Arrival, rules: UploadRules): Promise<Judgement> {
  if (arrival.refusal) return { refusal: arrival.refusal };

  const scan = await scanArrival(arrival);
  if (scan === 'infected') return { refusal: 'platform.fileInfected' };
  if (scan === 'unavailable') return { refusal: 'platform.fileScanUnavailable' };

  const content = await inspectContent(arrival, rules);
  if ('refusal' in content) return content;
  const { kind, bytes = arrival.bytes, sha256 = arrival.sha256 } = content;
  // What the first bytes left open may turn out to be a kind that is not asked for.
  if (!rules.accept.includes(kind)) return { refusal: 'platform.fileTypeNotAllowed' };
  const { field, givenName, path, sha256: receivedSha256 } = arrival;
  const name = safeName(givenName, kind);
  return { file: { field, name, kind, type: mediaTypes[kind], path, bytes, sha256, receivedSha256, scan } };
}

/** `bytes` and `sha256` where the file is another one than came. */
type Content = { kind: FileKind; bytes?: number; sha256?: string } | { refusal: RefusalKey };

function inspectContent(arrival: Arrival, { isOnlyCompared }: UploadRules): Promise<Content> | Content {
  const { path, bytes } = arrival;
  const kind = must(arrival.kinds[0], 'the kind of a file that was not refused');
  if (isImage(kind)) return redraw(path, kind, bytes);
  if (isOffice(kind)) return inspectOffice(path);
  if (kind === 'mp4' || kind === 'm4a') return inspectRecording(arrival);
  return kind === 'pdf' && !isOnlyCompared ? inspectDocument(path) : { kind };
}

async function inspectDocument(path: string): Promise<Content> {
  const refusal = await inspectPdf(path);
  return refusal ? { refusal } : { kind: 'pdf' };
}

async function inspectRecording({ path, kinds }: Arrival): Promise<Content> {
  const tracks = await findTracks(path);
  if (!tracks?.hasVideo && !tracks?.hasSound) return { refusal: 'platform.fileContentMismatch' };
  return { kind: tracks.hasVideo || !kinds.includes('m4a') ? 'mp4' : 'm4a' };
}

async function redraw(path: string, kind: 'jpg' | 'png' | 'webp', bytes: number): Promise<Content> {
  const drawing = await redrawImage(path, { kind, bytes });
  if ('refusal' in drawing) return drawing;
  await writeFile(path, drawing.picture);
  return { kind: drawing.kind, bytes: drawing.picture.length, sha256: sha256Of(drawing.picture) };
}

const scanArrival = ({ path }: Arrival) => {
  const { clamd } = fileSettings();
  return clamd ? scanFile(path, clamd) : ('not-scanned' as const);
};

const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
