/** Reads the signature of a PDF back. It tells that the file is unchanged, not that the signer is who the name says. */
import { X509Certificate } from 'node:crypto';
import * as pki from 'pkijs';
import { sha256 } from './cades.ts';
import { objectId } from './object-id.ts';
import { summarise } from './signer.ts';

export type PdfSignature = {
  /** The bytes covered are those that were signed, with the key of the certificate that comes along. */
  intact: boolean;
  /** Nothing was added to the file after signing. Without this, what a reader shows may differ from what was signed. */
  coversWholeFile: boolean;
  /** As the certificate says: anyone can make one in any name, so compare the fingerprint with a known one. */
  signerName: string | undefined;
  certificateFingerprint: string | undefined;
  /** As the signer's clock said. */
  signedAt: Date | undefined;
};

/** The last signature of a PDF, checked; or that it has none. Never throws, whatever the bytes are. */
export async function verifyPdfSignature(pdf: Buffer): Promise<PdfSignature | 'unsigned'> {
  const range = findByteRange(pdf);
  if (!range) return 'unsigned';

  const { gapStart, gapEnd, coveredEnd } = range;
  const covered = Buffer.concat([pdf.subarray(0, gapStart), pdf.subarray(gapEnd, coveredEnd)]);
  const contents = /^<([\da-f]*)>$/i.exec(pdf.toString('latin1', gapStart, gapEnd))?.[1];
  const checked = await checkSignature(Buffer.from(contents ?? '', 'hex'), covered).catch(() => undefined);
  return {
    intact: checked?.isGenuine ?? false,
    coversWholeFile: contents !== undefined && coveredEnd === pdf.length,
    signerName: checked?.certificate.commonName,
    certificateFingerprint: checked?.certificate.fingerprint,
    signedAt: findSigningTime(pdf, range.at),
  };
}

type ByteRange = { at: number; gapStart: number; gapEnd: number; coveredEnd: number };

/** The last one written counts: an addition to the file comes after what it adds to. */
function findByteRange(pdf: Buffer): ByteRange | undefined {
  const at = pdf.lastIndexOf('/ByteRange');
  if (at === -1) return undefined;
  const numbers = /^\/ByteRange\s*\[\s*0\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/.exec(
    pdf.toString('latin1', at, at + 100),
  );
  const [gapStart = 0, gapEnd = 0, rest = 0] = numbers?.slice(1).map(Number) ?? [];
  const coveredEnd = gapEnd + rest;
  return gapStart <= gapEnd && coveredEnd <= pdf.length ? { at, gapStart, gapEnd, coveredEnd } : undefined;
}

/** /M of the dictionary that holds the byte range. */
function findSigningTime(pdf: Buffer, at: number): Date | undefined {
  const dictionary = pdf.toString('latin1', pdf.lastIndexOf(' obj', at), pdf.indexOf('endobj', at));
  const parts = /\/M\s*\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z/.exec(dictionary)?.slice(1);
  if (!parts) return undefined;
  const [year, month, day, hour, minute, second] = parts;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

async function checkSignature(cms: Uint8Array, covered: Uint8Array) {
  const { content } = pki.ContentInfo.fromBER(cms);
  const signedData = new pki.SignedData({ schema: content });
  const { signerCertificate, signatureVerified } = await signedData.verify({
    signer: 0,
    data: new Uint8Array(covered).buffer,
    checkChain: false,
    extendedMode: true,
  });
  if (!signerCertificate) return undefined;

  const der = new Uint8Array(signerCertificate.toSchema(true).toBER());
  const isGenuine = signatureVerified === true && namesCertificate(signedData, der);
  return { isGenuine, certificate: summarise(new X509Certificate(der)) };
}

/** Whether the signed attributes hold the hash of this very certificate (ESS signing-certificate-v2). */
function namesCertificate({ signerInfos }: pki.SignedData, certificateDer: Uint8Array): boolean {
  const attributes = signerInfos[0]?.signedAttrs?.attributes ?? [];
  const named = attributes.find(({ type }) => type === objectId.signingCertificateV2)?.values[0] as unknown;
  const encoded = Buffer.from((named as { toBER(): ArrayBuffer } | undefined)?.toBER() ?? new ArrayBuffer(0));
  return encoded.includes(sha256(certificateDer));
}
