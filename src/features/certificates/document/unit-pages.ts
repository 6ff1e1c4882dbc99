/** The pages after the first: every unit of competency with its code, as a table. */
import { decorate, paper } from '../../../platform/pdf/document.ts';
import { drawFrame, drawSail, ink } from '../../../platform/pdf/ornament.ts';
import { drawText, wrapText } from '../../../platform/pdf/text.ts';
import type { CertificateSnapshot } from './snapshot.ts';
import { area, drawRule, type Leaf, say, sayInOneLine, within, wordsFor } from './leaf.ts';

const columns = { row: area.left, code: area.left + 34, title: area.left + 170 } as const;
const titleWidth = area.right - columns.title;
const titleVoice = { id: { face: 'sans', size: 10 }, en: { face: 'sansItalic', size: 8.5 } } as const;
const leading = { id: 12, en: 10 } as const;
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
  const id = wrapText(document, unit.title.id, titleWidth, titleVoice.id);
  const en = wrapText(document, unit.title.en, titleWidth, titleVoice.en);
  return { code: unit.code, number, id, en, height: 5 + id.length * leading.id + en.length * leading.en };
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

type PageCount = { page: number; pages: number };

function drawPageHead(leaf: Leaf, { number, holderName }: CertificateSnapshot, count: PageCount): void {
  const { document } = leaf;
  const quiet = { face: 'sans', size: 8.5, colour: ink.quiet } as const;
  decorate(document, () => {
    drawFrame(document);
    drawSail(document, { x: area.left - 2, y: 56, size: 26, colour: ink.sea });
    const foot = { x: area.right, y: paper.height - 42, align: 'right' } as const;
    drawText(document, wordsFor('document.page', count).id, foot, quiet);
  });
  const [x, width] = [area.left + 34, 420];
  say(leaf, 'id', holderName, { x, y: 67, width }, { size: 10, face: 'sansBold' });
  say(leaf, 'id', `${wordsFor('document.number').id} ${number}`, { x, y: 80, width }, quiet);

  const title = wordsFor('document.units');
  say(leaf, 'id', title.id, { x: area.left, y: 124 }, { size: 20, face: 'serifBold', colour: ink.sea, as: 'H2' });
  say(leaf, 'en', title.en, { x: area.left, y: 139 }, { size: 10.5 });
}

function drawTable(page: Leaf, rows: readonly Row[]): void {
  within(page, 'Table', (table) => {
    within(table, 'TR', drawColumnHeads);
    let y = firstRow;
    for (const row of rows) {
      drawRule(page, { from: area.left, to: area.right, y });
      within(table, 'TR', (leaf) => drawRow(leaf, row, y));
      y += row.height;
    }
    drawRule(page, { from: area.left, to: area.right, y });
  });
}

function drawColumnHeads(leaf: Leaf): void {
  const [y, voice] = [firstRow - 7, { size: 8, colour: ink.quiet }];
  say(leaf, 'id', wordsFor('document.row').id, { x: columns.row, y }, { ...voice, as: 'TH' });
  within(leaf, 'TH', (cell) => sayInOneLine(cell, wordsFor('document.unitCode'), { x: columns.code, y }, voice));
  within(leaf, 'TH', (cell) => sayInOneLine(cell, wordsFor('document.unitTitle'), { x: columns.title, y }, voice));
}

function drawRow(leaf: Leaf, { number, code, id, en }: Row, top: number): void {
  const y = top + 13;
  const { size } = titleVoice.id;
  say(leaf, 'id', String(number), { x: columns.row, y }, { size, colour: ink.quiet, as: 'TD' });
  say(leaf, 'id', code, { x: columns.code, y, width: 126 }, { size, as: 'TD' });
  within(leaf, 'TD', (cell) => {
    const anchor = { x: columns.title, width: titleWidth };
    for (const [index, line] of id.entries()) {
      say(cell, 'id', line, { ...anchor, y: y + index * leading.id }, titleVoice.id);
    }
    for (const [index, line] of en.entries()) {
      say(cell, 'en', line, { ...anchor, y: y + id.length * leading.id + index * leading.en - 2 }, titleVoice.en);
    }
  });
}
