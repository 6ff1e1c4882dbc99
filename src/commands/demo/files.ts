/** Real files for the demo's uploads: photos as a phone would send them, and PDFs. The same bytes every time. */
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { nth } from './people.ts';

export type DemoFile = Readonly<{ name: string; bytes: Buffer; kind: 'jpg' | 'pdf' }>;

const hues = [18, 200, 340, 42, 110, 265];

/** A picture of a product on a table, in one of six colours by its number. */
export async function photo(name: string, number: number): Promise<DemoFile> {
  const hue = nth(hues, number);
  const taken = photos.get(hue) ?? takePhoto(hue);
  photos.set(hue, taken);
  return { name: `${name}.jpg`, bytes: await taken, kind: 'jpg' };
}

const photos = new Map<number, Promise<Buffer>>();

function takePhoto(hue: number): Promise<Buffer> {
  const motif = Array.from({ length: 24 }, (_, index) => {
    const [x, y] = [470 + (index % 6) * 70, 380 + Math.floor(index / 6) * 70];
    return `<circle cx="${x}" cy="${y}" r="38" fill="none" stroke="hsl(${hue + 25} 60% 78%)" stroke-width="6"/>`;
  });
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="960">
    <rect width="1280" height="960" fill="hsl(${hue} 22% 88%)"/><rect y="660" width="1280" height="300" fill="hsl(30 30% 62%)"/>
    <rect x="420" y="320" width="440" height="400" rx="36" fill="hsl(${hue} 55% 42%)"/>${motif.join('')}
    <path d="M520 330 q120 -200 240 0" fill="none" stroke="hsl(${hue} 45% 28%)" stroke-width="22"/></svg>`;
  return sharp(Buffer.from(drawing)).jpeg({ quality: 78 }).toBuffer();
}

/** One page: a heading and lines of text. */
export function sheet(name: string, heading: string, lines: readonly string[]): Promise<DemoFile> {
  const document = new PDFDocument({ size: 'A4', margin: 56, info: { Title: heading, CreationDate: new Date(0) } });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<DemoFile>((resolve) => {
    document.on('end', () => resolve({ name: `${name}.pdf`, bytes: Buffer.concat(chunks), kind: 'pdf' }));
  });
  document.fontSize(18).text(heading).moveDown().fontSize(11);
  for (const line of lines) document.text(line, { paragraphGap: 6 });
  document.end();
  return done;
}
