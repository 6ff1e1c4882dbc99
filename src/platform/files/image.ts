/** Drawing a picture anew: what is kept holds the picture and nothing that was hidden in its file. */
import sharp, { type Metadata } from 'sharp';
import type { ImageKind } from './file-kind.ts';
import { keptSize } from './image-size.ts';

// One thread a picture and no cache: memory is what a small server runs out of first.
sharp.concurrency(1);
sharp.cache(false);

/** As much as the best phone takes at once: 200 megapixels, and some. */
const mostPixels = 220_000_000;
/** For what has to be unpacked whole before anything of it can be drawn: 66 megapixels of a progressive JPEG. */
const mostUnpackedBytes = 200_000_000;
const mostSeconds = 30;
/** Of a side, by what the formats can say. */
const longestOf: Readonly<Record<ImageKind, number>> = { jpg: 65_500, png: 1_000_000, webp: 16_383 };

/** A GIF becomes a PNG, of its first picture. */
const kinds: Readonly<Record<string, ImageKind>> = { jpeg: 'jpg', png: 'png', gif: 'png', webp: 'webp' };
const formats = { jpg: 'jpeg', png: 'png', webp: 'webp' } as const;

export type Drawing =
  { picture: Buffer; kind: ImageKind } | { refusal: 'platform.imageUnreadable' | 'platform.imageTooLarge' };

let lastTurn: Promise<unknown> = Promise.resolve();

/** A large picture takes up to 200 MB while it is drawn, so a process draws one at a time. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = lastTurn.then(work);
  lastTurn = turn.catch(() => undefined);
  return turn;
}

/**
 * The picture upright, at the size that `keptSize` gives it, see-through where it was, without EXIF, location, thumbnail or
 * whatever else came with it. A photo is unpacked at a fraction of its size, so its megapixels cost little.
 */
export function redrawImage(file: string, { kind, bytes }: { kind: ImageKind; bytes: number }): Promise<Drawing> {
  return inTurn(async () => {
    try {
      const open = () => sharp(file, { limitInputPixels: mostPixels, failOn: 'error' });
      const facts = await sharp(file, { limitInputPixels: false }).metadata();
      if (kinds[facts.format] !== kind) return { refusal: 'platform.imageUnreadable' };
      if (isTooMuch(facts)) return { refusal: 'platform.imageTooLarge' };
      const { width, height } = keptSize(facts.autoOrient, { bytes, isLossless: kind === 'png' });
      const drawnAs = Math.max(width, height) > longestOf[kind] ? 'png' : kind;
      const drawn = open().autoOrient().resize(width, height, { fit: 'fill' }).toFormat(formats[drawnAs]);
      return { picture: await drawn.timeout({ seconds: mostSeconds }).toBuffer(), kind: drawnAs };
    } catch {
      return { refusal: 'platform.imageUnreadable' };
    }
  });
}

/** From the head of the file alone: it is refused before a byte of the picture is unpacked. */
function isTooMuch({ format, width, height, channels, depth, isProgressive, chromaSubsampling }: Metadata): boolean {
  const pixels = width * height;
  if (pixels > mostPixels) return true;
  if (format === 'jpeg') {
    // Coefficients of two bytes, those of colour for a quarter of the pixels in most photos.
    const perPixel = chromaSubsampling === '4:2:0' ? 3 : 2 * channels;
    return isProgressive && pixels * perPixel > mostUnpackedBytes;
  }
  if (format === 'png') return isProgressive && pixels * channels * (depth === 'ushort' ? 2 : 1) > mostUnpackedBytes;
  return pixels * 4 > mostUnpackedBytes * 1.3;
}
