/** Judging a file in quarantine: from what is cheap to check to what is dear, and nothing opened before it was scanned. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { scanFile } from './clamd.ts';
import { isImage, kindByContent, kindByName, mediaTypes } from './file-kind.ts';
import { safeName } from './file-name.ts';
import { redrawImage } from './image.ts';
import { fileSettings } from './install.ts';
import type { Arrival } from './quarantine.ts';
import type { ReceivedFile, Refused, UploadRules } from './upload.ts';

export type Judgement = { file: ReceivedFile } | { refusal: Refused['key'] };

export async function inspectArrival(arrival: Arrival, rules: UploadRules): Promise<Judgement> {
  if (arrival.bytes === 0) return { refusal: 'platform.fileEmpty' };
  if (arrival.bytes > rules.maxBytes) return { refusal: 'platform.fileTooLarge' };

  const kind = await kindByContent(arrival.path);
  if (!kind || kind !== kindByName(arrival.givenName)) return { refusal: 'platform.fileContentMismatch' };

  const scan = await scanArrival(arrival);
  if (scan === 'infected') return { refusal: 'platform.fileInfected' };
  if (scan === 'unavailable') return { refusal: 'platform.fileScanUnavailable' };

  const { field, givenName, path, bytes, sha256 } = arrival;
  const received = {
    field,
    name: safeName(givenName, kind),
    kind,
    type: mediaTypes[kind],
    receivedSha256: sha256,
    scan,
  };
  if (!isImage(kind)) return { file: { ...received, path, bytes, sha256 } };

  const redrawn = await redrawImage(path, kind);
  if (!redrawn) return { refusal: 'platform.imageUnreadable' };
  await writeFile(path, redrawn);
  return { file: { ...received, path, bytes: redrawn.length, sha256: sha256Of(redrawn) } };
}

const scanArrival = ({ path }: Arrival) => {
  const { clamd } = fileSettings();
  return clamd ? scanFile(path, clamd) : ('not-scanned' as const);
};

const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
