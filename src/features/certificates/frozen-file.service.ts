/** The PDF as it was issued, or nothing: bytes that differ are never handed out. */
import { createHash } from 'node:crypto';
import { recordAudit } from '../../platform/audit.ts';
import { PageError } from '../../platform/errors.ts';
import { readStoredFile } from '../../platform/files/index.ts';
import { log } from '../../platform/log.ts';
import type { Certificate } from './certificate.service.ts';

export class DamagedCertificate extends PageError {
  readonly status = 500;
}

/** Throws DamagedCertificate, once it is on record, when the stored bytes are gone or not those that were issued. */
export async function readFrozenPdf({ id, file, sha256, number }: Certificate): Promise<Buffer> {
  const pdf = await readStoredFile(file).catch((error: unknown) => {
    log.error({ err: error, certificate: number }, 'certificate cannot be read');
    return undefined;
  });
  if (pdf && createHash('sha256').update(pdf).digest('hex') === sha256) return pdf;
  const target = { kind: 'certificate', id };
  await recordAudit({ actor: 'system', action: 'certificates.foundDamaged', target, detail: { number } });
  throw new DamagedCertificate('certificates.damaged', { number });
}
