/** The certificate as a printed document. Pure: the same snapshot gives the same bytes, so it can be frozen at issue. */
import { createDocument, finishDocument, startStructure } from '../../platform/pdf/document.ts';
import { reserveSignature } from '../../platform/pdf/signature-space.ts';
import { drawAwardPage } from './document/award-page.ts';
import { wordsFor } from './document/leaf.ts';
import type { CertificateSnapshot } from './document/snapshot.ts';
import { drawStamp, sayStamp } from './document/stamp.ts';
import { drawUnitPages } from './document/unit-pages.ts';

/**
 * Two A4 landscape pages (more when the units need them), with room for a signature.
 * @throws UnprintableText when a name holds characters that the fonts cannot draw.
 */
export const renderCertificate = (snapshot: CertificateSnapshot): Promise<Buffer> => render(snapshot, false);

/** The same with a stamp on each page that it has expired, and without a signature: a copy that passes for no original. */
export const renderExpired = (snapshot: CertificateSnapshot): Promise<Buffer> => render(snapshot, true);

async function render(snapshot: CertificateSnapshot, isExpired: boolean): Promise<Buffer> {
  const document = createDocument({
    title: `${wordsFor('document.title').id} ${snapshot.number}`,
    subject: snapshot.schemeTitle.id,
    author: snapshot.schoolName,
    language: 'id',
    madeAt: snapshot.issuedOn,
  });
  document.addPage();
  const leaf = { document, structure: startStructure(document) };
  if (isExpired) sayStamp(leaf, snapshot.validUntil);
  drawAwardPage(leaf, snapshot);
  if (isExpired) {
    drawStamp(leaf);
    document.on('pageAdded', () => drawStamp(leaf));
  } else {
    const tooltip = wordsFor('document.signature').id;
    reserveSignature(document, 'school', { parent: leaf.structure, tooltip });
  }
  drawUnitPages(leaf, snapshot);
  leaf.structure.end();
  return finishDocument(document);
}
