/** The pages after the first: every unit of competency with its code, as a table. */
import { decorate, paper } from '../../../platform/pdf/document.ts';
import { drawFrame, drawSail, ink } from '../../../platform/pdf/ornament.ts';
import { wrapText } from '../../../platform/pdf/text.ts';
import type { CertificateSnapshot } from '../certificate.document.ts';
import { area, drawRule, type Leaf, say, sayInOneLine, within, words } from './leaf.ts';

const columns = { row: area.left, code: area.left + 34, title: area.left + 170 } as const;
const titleWidth = area.right - columns.title;
const titleStyle = { id: { face: 'sans', size: 10 }, en: { face: 'sansItalic', size: 8.5 } } as const;
const [firstRow, lastRow] = [172, 532];

type Row = { code: string; number: number; id: string[]; en: string[]; height: number };

export function drawUnitPages({ document, structure }: Leaf, snapshot: CertificateSnapshot): void {
  const pages = paginate(snapshot.units.map((unit, index) => layOutRow(document, unit, index + 1)));
  for (const [index, rows] of pages.entries()) {
    document.addPage();
    const leaf = { document, structure };
    drawPageHead(leaf, snapshot, { page: index + 2, pages: pages.length + 1 });
    drawTable(leaf, rows);
  }
}

function layOutRow(document: Leaf['document'], unit: CertificateSnapshot['units'][number], number: number): Row {
  const id = wrapText(document, unit.title.id, titleWidth, titleStyle.id);
  const en = wrapText(document, unit.title.en, titleWidth, titleStyle.en);
  return { code: unit.code, number, id, en, height: 5 + id.length * 12 + en.length * 10 };
}

/** Fills each page before it starts the next. */
function paginate(rows: readonly Row[]): Row[][] {
  const pages: Row[][] = [[]];
  let y = firstRow;
  for (const row of rows) {
    if (y + row.height > lastRow) {
      pages.push([]);
      y = firstRow;
    }
    pages.at(-1)?.push(row);
    y += row.height;
  }
  return pages;
}

function drawPageHead(leaf: Leaf, { number, holderName }: CertificateSnapshot, count: { page: number; pages: number }) {
  decorate(leaf.document, () => {
    drawFrame(leaf.document);
    drawSail(leaf.document, { x: area.left - 2, y: 56, size: 26, colour: ink.sea });
  });
  const x = area.left + 34;
  say(leaf, 'id', holderName, { x, y: 67, width: 420, size: 10, face: 'sansBold' });
  say(leaf, 'id', `${words.id('document.number')} ${number}`, { x, y: 80, width: 420, size: 8.5, colour: ink.quiet });
  const title = { x: area.left, y: 124, size: 20, face: 'serifBold', colour: ink.sea, as: 'H2' } as const;
  say(leaf, 'id', words.id('document.units'), title);
  say(leaf, 'en', words.en('document.units'), { x: area.left, y: 139, size: 10.5 });
  const foot = { x: area.right, y: paper.height - 42, align: 'right', size: 8 } as const;
  say(leaf, 'id', words.id('document.page', count), { ...foot, colour: ink.quiet });
}

function drawTable(page: Leaf, rows: readonly Row[]): void {
  within(page, 'Table', (table) => {
    within(table, 'TR', drawColumnHeads);
    let y = firstRow;
    for (const row of rows) {
      drawRule(page, area.left, area.right, y, ink.line);
      within(table, 'TR', (leaf) => drawRow(leaf, row, y));
      y += row.height;
    }
    drawRule(page, area.left, area.right, y, ink.line);
  });
}

function drawColumnHeads(leaf: Leaf): void {
  const style = { y: firstRow - 7, size: 8, colour: ink.quiet };
  within(leaf, 'TH', (cell) => say(cell, 'id', words.id('document.row'), { x: columns.row, ...style }));
  const code = { id: words.id('document.unitCode'), en: words.en('document.unitCode') };
  within(leaf, 'TH', (cell) => sayInOneLine(cell, code, { x: columns.code, ...style }));
  const title = { id: words.id('document.unitTitle'), en: words.en('document.unitTitle') };
  within(leaf, 'TH', (cell) => sayInOneLine(cell, title, { x: columns.title, ...style }));
}

function drawRow(leaf: Leaf, { number, code, id, en }: Row, top: number): void {
  const y = top + 13;
  const size = titleStyle.id.size;
  within(leaf, 'TD', (cell) => say(cell, 'id', String(number), { x: columns.row, y, size, colour: ink.quiet }));
  within(leaf, 'TD', (cell) => say(cell, 'id', code, { x: columns.code, y, size, width: 126 }));
  within(leaf, 'TD', (cell) => {
    for (const [index, line] of id.entries()) {
      say(cell, 'id', line, { x: columns.title, y: y + index * 12, width: titleWidth, ...titleStyle.id });
    }
    for (const [index, line] of en.entries()) {
      const below = y + id.length * 12 - 2 + index * 10;
      say(cell, 'en', line, { x: columns.title, y: below, width: titleWidth, ...titleStyle.en });
    }
  });
}
