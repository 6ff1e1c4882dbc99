/** The first page: who is competent in what, since when, who says so, and how to check it. */
import { decorate, tag } from '../../../platform/pdf/document.ts';
import { drawFrame, drawSail, ink } from '../../../platform/pdf/ornament.ts';
import { drawQr } from '../../../platform/pdf/qr.ts';
import { drawText, fitText } from '../../../platform/pdf/text.ts';
import { certificatePaths } from '../certificates.paths.ts';
import type { CertificateSnapshot } from './snapshot.ts';
import { area, dayOf, drawRule, type Leaf, say, sayBoth, sayInOneLine, wordsFor } from './leaf.ts';

export function drawAwardPage(leaf: Leaf, snapshot: CertificateSnapshot): void {
  decorate(leaf.document, () => {
    drawSail(leaf.document, { x: 470, y: 96, size: 300, colour: ink.seaFoam });
    drawFrame(leaf.document);
    drawSail(leaf.document, { x: area.left - 3, y: 60, size: 38, colour: ink.sea });
  });
  drawHeading(leaf, snapshot);
  drawHolder(leaf, snapshot);
  drawScheme(leaf, snapshot);
  drawFacts(leaf, snapshot);
  drawSignatories(leaf, snapshot);
  drawProof(leaf, snapshot);
  sayBoth(leaf, snapshot.statement, { x: area.left + 24, y: 549, width: area.width - 160 }, { size: 7 });
}

function drawHeading(leaf: Leaf, { schoolName, issuerName }: CertificateSnapshot): void {
  const [x, width] = [area.left + 46, 480];
  say(leaf, 'id', schoolName, { x, y: 78, width }, { size: 13, face: 'sansBold' });
  say(leaf, 'id', issuerName, { x, y: 93, width }, { size: 9, colour: ink.quiet });

  const title = wordsFor('document.title');
  say(leaf, 'id', title.id, { x: area.left, y: 150 }, { size: 31, face: 'serifBold', colour: ink.sea, as: 'H1' });
  say(leaf, 'en', title.en, { x: area.left, y: 168 }, { size: 12.5 });
}

const nameFit = { face: 'serif', width: area.width, largest: 44, smallest: 25, largestOfTwo: 29 } as const;

/** So that one line or two stand equally far from what is above and below. */
const nameMiddle = 248;

function drawHolder(leaf: Leaf, { holderName }: CertificateSnapshot): void {
  const { document, structure } = leaf;
  sayInOneLine(leaf, wordsFor('document.certifies'), { x: area.left, y: 202 }, { size: 11 });

  const { lines, size } = fitText(document, holderName, nameFit);
  const leading = size * 1.2;
  const first = nameMiddle + size * 0.3 - ((lines.length - 1) * leading) / 2;
  tag(document, structure, 'H2', {}, () => {
    for (const [index, line] of lines.entries()) {
      const anchor = { x: area.left, y: first + index * leading };
      drawText(document, line, anchor, { face: 'serif', size, colour: ink.black });
    }
  });
  drawRule(leaf, { from: area.left, to: area.left + 64, y: 288, colour: ink.turmeric, thickness: 2 });
}

function drawScheme(leaf: Leaf, { schemeTitle, programmeName, units }: CertificateSnapshot): void {
  const { left: x, width } = area;
  sayInOneLine(leaf, wordsFor('document.isCompetent'), { x, y: 313 }, { size: 11 });
  say(leaf, 'id', schemeTitle.id, { x, y: 338, width }, { size: 21, face: 'serifBold', as: 'H2' });
  say(leaf, 'en', schemeTitle.en, { x, y: 354, width }, { size: 12.5 });
  const said = wordsFor('document.inProgramme', { programme: programmeName, units: units.length });
  sayBoth(leaf, said, { x, y: 376, width: width - 150 }, { size: 9.5 });
}

function drawFacts(leaf: Leaf, { number, decidedOn, issuedOn, validUntil }: CertificateSnapshot): void {
  const facts = [
    { label: wordsFor('document.number'), id: number, en: '' },
    { label: wordsFor('document.decided'), ...dayOf(decidedOn) },
    { label: wordsFor('document.issued'), ...dayOf(issuedOn) },
    { label: wordsFor('document.validUntil'), ...dayOf(validUntil) },
  ];
  drawRule(leaf, { from: area.left, to: area.right - 140, y: 404 });
  for (const [index, { label, id, en }] of facts.entries()) {
    const [x, width] = [area.left + index * 128, 118];
    sayInOneLine(leaf, label, { x, y: 419 }, { size: 7.5, colour: ink.quiet });
    say(leaf, 'id', id, { x, y: 433, width }, { size: 10, face: 'sansBold' });
    if (en) say(leaf, 'en', en, { x, y: 444, width }, { size: 8 });
  }
}

function drawSignatories(leaf: Leaf, { signatories, city, issuedOn }: CertificateSnapshot): void {
  const step = 510 / Math.max(signatories.length, 2);
  const width = step - 24;
  const said = wordsFor('document.placeAndDate', { city, date: dayOf(issuedOn).id });
  say(leaf, 'id', said.id, { x: area.left, y: 467, width }, { size: 8.5 });
  for (const [index, { name, role }] of signatories.entries()) {
    const x = area.left + index * step;
    drawRule(leaf, { from: x, to: x + width, y: 504 });
    say(leaf, 'id', name, { x, y: 515, width }, { size: 9.5, face: 'sansBold' });
    sayBoth(leaf, role, { x, y: 525, width }, { size: 8 });
  }
}

const qrSize = 98;
const proofLine = { x: area.right - 52, align: 'centre', width: 134 } as const;

/** The QR code, and for who cannot scan it the address and the code in words. */
function drawProof(leaf: Leaf, { code, verifyUrl }: CertificateSnapshot): void {
  const { document, structure } = leaf;
  const [x, y] = [proofLine.x - qrSize / 2, 417];
  sayBoth(leaf, wordsFor('document.check'), { ...proofLine, y: 404 }, { size: 7.5 });
  const alt = wordsFor('document.qr', { url: verifyUrl }).id;
  tag(document, structure, 'Figure', { alt, bbox: [x, y, x + qrSize, y + qrSize] }, () =>
    drawQr(document, verifyUrl, { x, y, size: qrSize }),
  );
  const words = [...foldAddress(checkAddress(verifyUrl)), ...foldCode(code)];
  for (const [index, part] of words.entries()) {
    say(leaf, 'id', part, { ...proofLine, y: 524 + index * 9 }, { size: 7.5, face: 'sansBold', tracking: 0.3 });
  }
}

/** Where the code can be typed, as people type an address: layar.example.id/periksa. */
const checkAddress = (verifyUrl: string): string =>
  new URL(certificatePaths.check(), verifyUrl).href.replace(/^https:\/\//, '');

/** Longer ones would be set too small to read. */
const longestAddressLine = 34;

/** On one line, or on two of about the same length, cut before a dot or a slash. */
function foldAddress(address: string): string[] {
  if (address.length <= longestAddressLine) return [address];
  const cuts = [...address.matchAll(/(?<=[^./])[./]/g)].map(({ index }) => index);
  const middle = (cut: number) => Math.abs(cut - address.length / 2);
  const best = cuts.toSorted((one, other) => middle(one) - middle(other))[0];
  return best === undefined ? [address] : [address.slice(0, best), address.slice(best)];
}

/** The code on two lines of about the same length, cut after a dash. */
function foldCode(code: string): string[] {
  const groups = code.split('-');
  const half = Math.ceil(groups.length / 2);
  return groups.length < 2 ? [code] : [`${groups.slice(0, half).join('-')}-`, groups.slice(half).join('-')];
}
