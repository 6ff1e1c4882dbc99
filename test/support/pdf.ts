/** Reads a PDF the way its receiver would: its text, where the text stands, and its QR code as a phone sees it. */
import type { Canvas } from '@napi-rs/canvas';
import jsQR from 'jsqr';
import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A piece of text: its left end and baseline in points from the page's upper left corner. */
export type PlacedText = { page: number; text: string; x: number; y: number; width: number };

/** The text of all pages, line by line in reading order. */
export async function readPdfText(bytes: Uint8Array): Promise<string> {
  const pages = await eachPage(bytes, async (page) => {
    const { items } = await page.getTextContent();
    return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
  });
  return pages.join('\n');
}

export async function readPlacedText(bytes: Uint8Array): Promise<PlacedText[]> {
  const pages = await eachPage(bytes, async (page, number) => {
    const { items } = await page.getTextContent();
    const { height } = page.getViewport({ scale: 1 });
    return items.flatMap((item) =>
      'str' in item && item.str.trim() !== ''
        ? [{ page: number, text: item.str, x: item.transform[4], y: height - item.transform[5], width: item.width }]
        : [],
    );
  });
  return pages.flat();
}

/** Width and height of each page in points. */
export function readPageSizes(bytes: Uint8Array): Promise<[width: number, height: number][]> {
  return eachPage(bytes, async (page) => {
    const { width, height } = page.getViewport({ scale: 1 });
    return [width, height];
  });
}

/** What the QR code on the first page says, or nothing when none can be read. */
export async function decodeQr(bytes: Uint8Array): Promise<string | undefined> {
  const [code] = await eachPage(bytes, async (page, number, canvases) => {
    if (number > 1) return undefined;
    const viewport = page.getViewport({ scale: 2 });
    const { canvas } = canvases.create(viewport.width, viewport.height);
    await page.render({ canvas: canvas as never, viewport }).promise;
    const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return jsQR.default(data, width, height)?.data;
  });
  return code;
}

/** pdfjs draws with a copy of the canvas library of its own, and cannot mix it with ours. */
type CanvasFactory = { create(width: number, height: number): { canvas: Canvas } };
type ReadPage<T> = (page: PDFPageProxy, number: number, canvases: CanvasFactory) => Promise<T>;

async function eachPage<T>(bytes: Uint8Array, read: ReadPage<T>): Promise<T[]> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await loading.promise;
  const results: T[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    results.push(await read(await document.getPage(number), number, document.canvasFactory as CanvasFactory));
  }
  await loading.destroy();
  return results;
}
