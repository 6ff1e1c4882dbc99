/**
 * Room for a signature. A PDF signature covers the file around itself, so its offset and length are fixed before it is
 * made: the document is written with a blank dictionary, and the signer writes the real one over it.
 */
import type { Pdf, StructureElement } from './document.ts';

/** Bytes for the signature itself; ours takes about 1 KB, one with a chain of certificates and a timestamp up to 8. */
export const signatureBytes = 8192;

const blankBytes = signatureBytes + 512;
const blank = Buffer.from(`<<\n/Reserved <${'00'.repeat(blankBytes)}>\n>>`, 'latin1');

/** pdfkit has no signature fields; these are the parts of it that one is made of. */
type FormParts = { _root: { data: { AcroForm: { data: Record<string, unknown> } } } };

/** Where in the structure the field is read, and what a screen reader says there. */
export type SignatureReading = { parent: StructureElement; tooltip: string };

/** Adds an invisible signature field to the current page. A font must have been used before. */
export function reserveSignature(document: Pdf, fieldName: string, reading?: SignatureReading): void {
  const signature = document.ref({ Reserved: Buffer.alloc(blankBytes) });
  const element = reading && document.struct('Form', { alt: reading.tooltip });
  const field = {
    Subtype: 'Widget',
    FT: 'Sig',
    // Printed and locked, with no area of its own.
    F: 132,
    T: new String(fieldName),
    ...(reading ? { TU: new String(reading.tooltip) } : {}),
    V: signature,
    P: document.page.dictionary,
    structParent: element,
  };
  document.annotate(0, 0, 0, 0, field as unknown as PDFKit.Mixins.AnnotationOption);
  if (element) reading.parent.add(element);
  element?.end();
  document.initForm();
  const form = (document as unknown as FormParts)._root.data.AcroForm.data;
  // Signatures exist, and the file may only be appended to. Viewers must not redraw fields of a signed file.
  Object.assign(form, { Fields: [document.page.annotations.at(-1)], SigFlags: 3, NeedAppearances: false });
  signature.end(undefined);
}

/** Where the blank dictionary lies in the finished file, or undefined when none was reserved or it has been used. */
export function findSignatureSpace(pdf: Buffer): { start: number; end: number } | undefined {
  const start = pdf.indexOf(blank);
  return start === -1 ? undefined : { start, end: start + blank.length };
}
