/** The first page: who is competent in what, since when, who says so, and how to check it. */
import { decorate, tag } from '../../../platform/pdf/document.ts';
import { drawFrame, drawSail, ink } from '../../../platform/pdf/ornament.ts';
import { drawQr } from '../../../platform/pdf/qr.ts';
import { drawText, fitText } from '../../../platform/pdf/text.ts';
import type { CertificateSnapshot } from '../certificate.document.ts';
import { area, dates, drawRule, type Leaf, say, sayBoth, sayInOneLine, words } from './leaf.ts';

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
  sayBoth(leaf, snapshot.statement, { x: area.left + 24, y: 549, width: area.width - 160, size: 7, leading: 9 });
}

function drawHeading(leaf: Leaf, { schoolName, issuerName }: CertificateSnapshot): void {
  const x = area.left + 46;
  say(leaf, 'id', schoolName, { x, y: 78, width: 480, size: 13, face: 'sansBold' });
  say(leaf, 'id', issuerName, { x, y: 93, width: 480, size: 9, colour: ink.quiet });
  const title = { x: area.left, y: 150, size: 31, face: 'serifBold', colour: ink.sea, as: 'H1' } as const;
  say(leaf, 'id', words.id('document.title'), title);
  say(leaf, 'en', words.en('document.title'), { x: area.left, y: 168, size: 12.5 });
}

/** The middle of the name, so that one line or two stand equally far from what is above and below. */
const nameMiddle = 248;

const nameFit = { face: 'serif', width: area.width, largest: 44, smallest: 25, largestOfTwo: 29 } as const;

function drawHolder(leaf: Leaf, { holderName }: CertificateSnapshot): void {
  const { document, structure } = leaf;
  const certifies = { id: words.id('document.certifies'), en: words.en('document.certifies') };
  sayInOneLine(leaf, certifies, { x: area.left, y: 202, size: 11 });

  const { lines, size } = fitText(document, holderName, nameFit);
  const leading = size * 1.2;
  const first = nameMiddle + size * 0.3 - ((lines.length - 1) * leading) / 2;
  tag(document, structure, 'H2', {}, () => {
    for (const [index, line] of lines.entries()) {
      const place = { x: area.left, y: first + index * leading };
      drawText(document, line, place, { face: 'serif', size, colour: ink.black });
    }
  });
  drawRule(leaf, area.left, area.left + 64, 288, ink.turmeric, 2);
}

function drawScheme(leaf: Leaf, { schemeTitle, programmeName, units }: CertificateSnapshot): void {
  const { left: x, width } = area;
  const competent = { id: words.id('document.isCompetent'), en: words.en('document.isCompetent') };
  sayInOneLine(leaf, competent, { x, y: 313, size: 11 });
  say(leaf, 'id', schemeTitle.id, { x, y: 338, width, size: 21, face: 'serifBold', as: 'H2' });
  say(leaf, 'en', schemeTitle.en, { x, y: 354, width, size: 12.5 });
  const values = { programme: programmeName, units: units.length };
  const said = { id: words.id('document.inProgramme', values), en: words.en('document.inProgramme', values) };
  sayBoth(leaf, said, { x, y: 376, width: width - 150, size: 9.5, leading: 12 });
}

function drawFacts(leaf: Leaf, { number, decidedOn, issuedOn, validUntil }: CertificateSnapshot): void {
  const day = (date: Date) => ({ id: dates.id(date), en: dates.en(date) });
  const facts = [
    { label: { id: words.id('document.number'), en: words.en('document.number') }, value: { id: number, en: '' } },
    { label: { id: words.id('document.decided'), en: words.en('document.decided') }, value: day(decidedOn) },
    { label: { id: words.id('document.issued'), en: words.en('document.issued') }, value: day(issuedOn) },
    { label: { id: words.id('document.validUntil'), en: words.en('document.validUntil') }, value: day(validUntil) },
  ];
  drawRule(leaf, area.left, area.right - 140, 404, ink.line);
  for (const [index, { label, value }] of facts.entries()) {
    const x = area.left + index * 128;
    sayInOneLine(leaf, label, { x, y: 419, size: 7.5, colour: ink.quiet });
    say(leaf, 'id', value.id, { x, y: 433, width: 118, size: 10, face: 'sansBold' });
    if (value.en) say(leaf, 'en', value.en, { x, y: 444, size: 8 });
  }
}

function drawSignatories(leaf: Leaf, { signatories, city, issuedOn }: CertificateSnapshot): void {
  const width = 510 / Math.max(signatories.length, 2);
  const said = words.id('document.placeAndDate', { city, date: dates.id(issuedOn) });
  say(leaf, 'id', said, { x: area.left, y: 467, width, size: 8.5 });
  for (const [index, { name, role }] of signatories.entries()) {
    const x = area.left + index * width;
    drawRule(leaf, x, x + width - 24, 504, ink.line);
    say(leaf, 'id', name, { x, y: 515, width: width - 24, size: 9.5, face: 'sansBold' });
    sayBoth(leaf, role, { x, y: 525, width: width - 24, size: 8, leading: 9 });
  }
}

function drawProof(leaf: Leaf, { code, verifyUrl }: CertificateSnapshot): void {
  const { document, structure } = leaf;
  const size = 104;
  const centre = area.right - size / 2;
  const alt = words.id('document.qr', { url: verifyUrl });
  tag(document, structure, 'Figure', { alt }, () =>
    drawQr(document, verifyUrl, { x: area.right - size, y: 415, size }),
  );
  const line = { x: centre, align: 'centre', width: size + 30 } as const;
  for (const [index, part] of foldCode(code).entries()) {
    say(leaf, 'id', part, { ...line, y: 528 + index * 9.5, size: 7.5, face: 'sansBold', tracking: 0.5 });
  }
  const check = { id: words.id('document.check'), en: words.en('document.check') };
  sayBoth(leaf, check, { ...line, y: 406, size: 8, leading: 9.5 });
}

/** The code on two lines of about the same length, cut at a dash. */
function foldCode(code: string): string[] {
  const groups = code.split('-');
  const half = Math.ceil(groups.length / 2);
  return [groups.slice(0, half).join('-') + '-', groups.slice(half).join('-')];
}
