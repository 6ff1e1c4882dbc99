/** Signs a finished PDF: PAdES baseline B-B, the signature covering every byte of the file but itself. */
import { findSignatureSpace, signatureBytes } from '../pdf/signature-space.ts';
import type { Signer } from './signer.ts';

export type SignatureNotes = { signedAt: Date; reason: string; name: string };

/**
 * Writes the signature into the space that the document reserved; the length of the file does not change.
 * @throws when no space was reserved, or the signature is larger than it.
 */
export async function signPdf(pdf: Buffer, signer: Signer, notes: SignatureNotes): Promise<Buffer> {
  const space = findSignatureSpace(pdf);
  if (!space) throw new Error('this PDF has no space reserved for a signature');

  const signed = Buffer.from(pdf);
  const { dictionary, contents } = layOut(space.start, pdf.length, notes);
  signed.write(dictionary.padEnd(space.end - space.start), space.start, 'latin1');
  const covered = Buffer.concat([signed.subarray(0, contents.start), signed.subarray(contents.end)]);
  const signature = Buffer.from(await signer.sign(covered)).toString('hex');
  if (signature.length > signatureBytes * 2) throw new Error('the signature is larger than the space reserved for it');
  signed.write(signature, contents.start + 1, 'latin1');
  return signed;
}

/** The signature dictionary, and the stretch of the file that its contents take, angle brackets included. */
function layOut(start: number, fileLength: number, { signedAt, reason, name }: SignatureNotes) {
  const head = [
    '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached',
    `/M ${pdfDate(signedAt)} /Reason ${pdfText(reason)} /Name ${pdfText(name)}`,
    '/Contents ',
  ].join('\n');
  const contents = { start: start + head.length, end: start + head.length + signatureBytes * 2 + 2 };
  const byteRange = `/ByteRange [0 ${contents.start} ${contents.end} ${fileLength - contents.end}]`;
  return { dictionary: `${head}<${'0'.repeat(signatureBytes * 2)}>\n${byteRange} >>`, contents };
}

/** D:20261204083000Z */
const pdfDate = (date: Date) => `(D:${date.toISOString().slice(0, 19).replace(/[-T:]/g, '')}Z)`;

/** UTF-16 in hexadecimal: any script, and nothing to escape. */
const pdfText = (text: string) => `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
