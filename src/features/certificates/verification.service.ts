/** Telling a stranger whether a certificate is genuine, from its code or from the file. */
import { createHash } from 'node:crypto';
import mongoose from 'mongoose';
import { verifyPdfSignature } from '../../platform/signing/verify-pdf.ts';
import { renderExpired } from './certificate.document.ts';
import { CertificateModel } from './certificate.model.ts';
import { type Certificate, findCertificate } from './certificate.service.ts';
import { readCode } from './code.rules.ts';
import { kinOf } from './kin.service.ts';
import { findNumbers } from './number.rules.ts';
import { type Finding, findingFor, findingForStrangeFile, standingOf } from './standing.rules.ts';

/** `number` is the one that an altered file passes for. Its holder is not told: numbers can be guessed, codes cannot. */
export type Check = Readonly<{
  finding: Finding;
  certificate?: Certificate;
  number?: string;
  /** What took its place. */
  successor?: Certificate;
  /** The file is a stamped copy of ours, and not what was issued. */
  isCopy?: boolean;
}>;

export async function checkCode(typed: string, now: Date): Promise<Check> {
  const code = readCode(typed);
  const certificate = code === undefined ? undefined : await findCertificate({ code });
  return certificate ? genuine(certificate, now) : { finding: 'not-found' };
}

async function genuine(certificate: Certificate, now: Date): Promise<Check> {
  const { successor } = await kinOf(certificate);
  return { finding: findingFor(certificate, now), certificate, ...(successor ? { successor } : {}) };
}

/** How the certificate of a number stands, and nothing else of it: numbers can be guessed. */
export async function checkNumber(number: string, now: Date): Promise<Finding> {
  return findingFor(await findCertificate({ number }), now);
}

/** Compares a PDF with what was issued; the file is not kept. */
export async function checkFile(pdf: Buffer, now: Date): Promise<Check> {
  const certificate = await findCertificate({ sha256: createHash('sha256').update(pdf).digest('hex') });
  if (certificate) return genuine(certificate, now);
  const [isSignedByUs, number] = await Promise.all([bearsOurSignature(pdf), findOurNumber(pdf)]);
  const copied = number === undefined ? undefined : await findStampedCopy(pdf, number, now);
  if (copied) return { finding: 'expired', certificate: copied, isCopy: true };
  const finding = findingForStrangeFile({ isSignedByUs, namesOurNumber: number !== undefined });
  return { finding, ...(number === undefined ? {} : { number }) };
}

/** The certificate that this is a stamped copy of, as we hand it out once it has expired. */
async function findStampedCopy(pdf: Buffer, number: string, now: Date): Promise<Certificate | undefined> {
  const certificate = await findCertificate({ number });
  if (!certificate || standingOf(certificate, now) !== 'expired') return undefined;
  return (await renderExpired(certificate.snapshot)).equals(pdf) ? certificate : undefined;
}

/** Whether the file carries a signature made with a key of ours, unbroken or not. */
async function bearsOurSignature(pdf: Buffer): Promise<boolean> {
  const signature = await verifyPdfSignature(pdf);
  if (signature === 'unsigned' || signature.certificateFingerprint === undefined) return false;
  const issued = await CertificateModel.exists({ 'signature.fingerprint': signature.certificateFingerprint });
  return issued !== null;
}

async function findOurNumber(pdf: Buffer): Promise<string | undefined> {
  const numbers = findNumbers(pdf);
  if (numbers.length === 0) return undefined;
  const found = await CertificateModel.findOne({ number: mongoose.trusted({ $in: numbers }) }, { number: 1 })
    .sort({ number: 1 })
    .lean();
  return found?.number;
}
