/** Drawing a picture anew: what is kept holds the picture and nothing that was hidden in its file. */
import sharp from 'sharp';
import type { ImageKind } from './file-kind.ts';

const longestSide = 1600;
const mostPixels = 25_000_000;

// One thread a picture and no cache: memory is what a small server runs out of first.
sharp.concurrency(1);
sharp.cache(false);

const formats = { jpg: 'jpeg', png: 'png', webp: 'webp' } as const;

let lastTurn: Promise<unknown> = Promise.resolve();

/** A picture of 25 megapixels takes 100 MB while it is drawn, so a process draws one at a time. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = lastTurn.then(work);
  lastTurn = turn.catch(() => undefined);
  return turn;
}

/**
 * The picture upright, at most 1600 pixels on its longer side, in the same format, without EXIF, place, thumbnail or
 * whatever else came with it. Undefined when it cannot be drawn, is another format, or has more than 25 megapixels.
 */
export function redrawImage(file: string, kind: ImageKind): Promise<Buffer | undefined> {
  return inTurn(async () => {
    const picture = sharp(file, { limitInputPixels: mostPixels, failOn: 'error' });
    try {
      if ((await picture.metadata()).format !== formats[kind]) return undefined;
      const fitted = picture.autoOrient().resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true });
      return await fitted.toFormat(formats[kind]).toBuffer();
    } catch {
      return undefined;
    }
  });
}
