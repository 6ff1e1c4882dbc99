/** A QR code as vector squares: sharp at any print size, and no image in the file. */
import { create } from 'qrcode';
import type { Pdf } from './document.ts';

/** White modules that a reader needs around the code (ISO/IEC 18004). */
const quietZone = 4;

export type QrSquare = { x: number; y: number; size: number };

/** Draws the code on white, `size` points wide with its quiet zone. Level M: it still reads with 15 % of it damaged. */
export function drawQr(document: Pdf, text: string, { x, y, size }: QrSquare): void {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const unit = size / (modules.size + 2 * quietZone);
  const start = (index: number) => (index + quietZone) * unit;

  document.rect(x, y, size, size).fill('#ffffff');
  for (let row = 0; row < modules.size; row += 1) {
    for (const { from, length } of darkStretches(modules, row)) {
      document.rect(x + start(from), y + start(row), length * unit, unit);
    }
  }
  document.fill('#000000');
}

type Modules = ReturnType<typeof create>['modules'];
type Stretch = { from: number; length: number };

/** Neighbouring dark modules are one rectangle, or a viewer would show hairlines between them. */
function darkStretches(modules: Modules, row: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (let column = 0; column < modules.size; column += 1) {
    if (!modules.get(row, column)) continue;
    const last = stretches.at(-1);
    if (last && last.from + last.length === column) last.length += 1;
    else stretches.push({ from: column, length: 1 });
  }
  return stretches;
}
