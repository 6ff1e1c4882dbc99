/** The marks of the house on paper: the sail, the kawung, the thin frame. Vector shapes in points. */
import { type Pdf, paper } from './document.ts';

/** Ink on paper: each stays apart from its neighbours when printed in grey. */
export const ink = {
  black: '#15262e',
  quiet: '#4d5f67',
  line: '#c9d3d6',
  sea: '#0b5069',
  seaFoam: '#eff5f7',
  turmeric: '#c98a00',
} as const;

type Shape = { x: number; y: number; size: number; colour: string };

const sailDrawing = {
  viewBox: 32,
  main: 'M17 3c6 4 9 10 9 18H17z',
  fore: 'M14.5 8c-4 4-7 8-8 13h8z',
  hull: 'M3 24h26c-2 3.5-5 5-8.5 5h-9C8 29 5 27.5 3 24z',
};

/** The sail of the house, `size` points wide and high from its upper left corner. */
export function drawSail(document: Pdf, { x, y, size, colour }: Shape): void {
  document
    .save()
    .translate(x, y)
    .scale(size / sailDrawing.viewBox);
  document.path(sailDrawing.main).path(sailDrawing.hull).fill(colour);
  document.path(sailDrawing.fore).fillOpacity(0.55).fill(colour).fillOpacity(1);
  document.restore();
}

/** The four directions in which a kawung opens. */
const diagonals = [
  [1, 1],
  [-1, 1],
  [-1, -1],
  [1, -1],
] as const;

type Point = { x: number; y: number };

/** Kawung, the batik of overlapping circles: four petals that point at each other, each with a slit, and a seed. */
function drawKawung(document: Pdf, centres: readonly Point[], size: number): void {
  const eachPetal = (draw: (centre: Point, right: number, down: number) => void) =>
    centres.forEach((centre) => diagonals.forEach(([right, down]) => draw(centre, right * size, down * size)));

  eachPetal(({ x, y }, right, down) => {
    const [tipX, tipY, endX, endY] = [x + right * 0.05, y + down * 0.05, x + right * 0.44, y + down * 0.44];
    document.moveTo(tipX, tipY);
    document.bezierCurveTo(x + right * 0.3, y + down * 0.01, x + right * 0.49, y + down * 0.2, endX, endY);
    document.bezierCurveTo(x + right * 0.2, y + down * 0.49, x + right * 0.01, y + down * 0.3, tipX, tipY);
  });
  document.fill(ink.sea);
  eachPetal(({ x, y }, right, down) => {
    document.moveTo(x + right * 0.16, y + down * 0.16).lineTo(x + right * 0.33, y + down * 0.33);
  });
  document
    .lineWidth(size * 0.05)
    .lineCap('round')
    .stroke('#ffffff');
  for (const { x, y } of centres) document.circle(x, y, size * 0.04);
  document.fill(ink.turmeric);
}

type Corner = 'upper right' | 'lower left';

const frameInset = 28;
const kawungSize = 18;
const kawungSteps = 4;

/** Stairs of kawung that fill one corner of the page. */
function drawKawungCorner(document: Pdf, corner: Corner): void {
  const [right, down] = corner === 'upper right' ? [-1, 1] : [1, -1];
  const startX = corner === 'upper right' ? paper.width - frameInset : frameInset;
  const startY = corner === 'upper right' ? frameInset : paper.height - frameInset;
  const centres: Point[] = [];
  for (let row = 0; row < kawungSteps; row += 1) {
    for (let column = 0; column + row < kawungSteps; column += 1) {
      const x = startX + right * (column + 0.5) * kawungSize;
      centres.push({ x, y: startY + down * (row + 0.5) * kawungSize });
    }
  }
  document.save();
  drawKawung(document, centres, kawungSize);
  document.restore();
}

/** A thin frame, open at two opposite corners where the kawung stands. */
export function drawFrame(document: Pdf): void {
  const [left, top, right, bottom] = [frameInset, frameInset, paper.width - frameInset, paper.height - frameInset];
  const gap = kawungSize * kawungSteps + 6;
  document.lineWidth(0.8).strokeColor(ink.sea);
  document
    .moveTo(right - gap, top)
    .lineTo(left, top)
    .lineTo(left, bottom - gap)
    .stroke();
  document
    .moveTo(left + gap, bottom)
    .lineTo(right, bottom)
    .lineTo(right, top + gap)
    .stroke();
  drawKawungCorner(document, 'upper right');
  drawKawungCorner(document, 'lower left');
}
