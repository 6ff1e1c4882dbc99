/** What a copy carries whose certificate has ended: across each page to look at, and once to be read out. */
import { decorate, paper } from '../../../platform/pdf/document.ts';
import { drawText } from '../../../platform/pdf/text.ts';
import { area, dayOf, type Leaf, say, wordsFor } from './leaf.ts';

const stampInk = '#a32a17';
const tilt = -14;
const box = { width: 390, height: 76 } as const;
/** Beside the name and the scheme, which stay readable. */
const middle = { x: paper.width - 265, y: 285 } as const;

/** To look at only: the words of it are read once, from `sayStamp`. */
export function drawStamp({ document }: Leaf): void {
  const { id, en } = wordsFor('document.expired');
  const line = { x: middle.x, align: 'centre', width: box.width - 30 } as const;
  decorate(document, () => {
    document.save().rotate(tilt, { origin: [middle.x, middle.y] });
    document.lineWidth(3).strokeColor(stampInk);
    document.rect(middle.x - box.width / 2, middle.y - box.height / 2, box.width, box.height).stroke();
    drawText(document, id, { ...line, y: middle.y + 8 }, { face: 'sansBold', size: 40, colour: stampInk });
    drawText(document, en, { ...line, y: middle.y + 28 }, { face: 'sansItalic', size: 17, colour: stampInk });
    document.restore();
  });
}

/** At the head of the document, so that nobody reads on without it. */
export function sayStamp(leaf: Leaf, endedOn: Date): void {
  const day = dayOf(endedOn);
  const voice = { size: 8.5, face: 'sansBold', colour: stampInk } as const;
  say(leaf, 'id', wordsFor('document.endedOn', { day: day.id }).id, { x: area.left, y: 45, width: 480 }, voice);
  say(leaf, 'en', wordsFor('document.endedOn', { day: day.en }).en, { x: area.left, y: 54, width: 480 }, voice);
}
