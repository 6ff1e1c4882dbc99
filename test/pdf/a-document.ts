import { createDocument, finishDocument, type Pdf } from '../../src/platform/pdf/document.ts';

/** An empty document with one page. */
export function aDocument(): Pdf {
  const madeAt = new Date('2026-12-04T03:00:00Z');
  const document = createDocument({ title: 'Surat', subject: 'Percobaan', author: 'Sekolah', language: 'id', madeAt });
  return document.addPage();
}

/** A document with one page, drawn on. */
export function aDrawnDocument(draw: (document: Pdf) => void): Promise<Buffer> {
  const document = aDocument();
  draw(document);
  return finishDocument(document);
}
