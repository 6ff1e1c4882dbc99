/** How large a picture is kept: small enough for a slow line, and never so small that its text cannot be read. Pure. */

/** A whole page photographed at this length reads well; so does a long strip or a panorama at this width. */
const readableLonger = 1600;
const readableShorter = 1080;
/** More is not drawn, whatever the shape; it is also the most that phones let a page draw. */
const mostPixels = 16_000_000;
const smallBytes = 1_000_000;

export type Size = Readonly<{ width: number; height: number }>;

/**
 * The size to draw a picture at. One of few bytes keeps its own, and so does a drawing without loss that takes less than a
 * byte for each pixel: that is a screenshot, whose letters may be a few pixels high. public/js/uploads.js follows it.
 */
export function keptSize({ width, height }: Size, { bytes, isLossless }: { bytes: number; isLossless: boolean }): Size {
  const pixels = width * height;
  const isKept = bytes <= smallBytes || (isLossless && bytes < pixels);
  const readable = Math.max(readableLonger / Math.max(width, height), readableShorter / Math.min(width, height));
  const scale = Math.min(1, isKept ? 1 : readable, Math.sqrt(mostPixels / pixels));
  const scaled = (side: number) => Math.max(1, Math.floor(side * scale));
  return scale === 1 ? { width, height } : { width: scaled(width), height: scaled(height) };
}
