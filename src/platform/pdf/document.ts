/**
 * A tagged A4 landscape document that keeps to PDF/A-2a and PDF/UA-1, and comes out the same, byte for byte, whenever it is made
 * from the same content.
 */
import PDFDocument from 'pdfkit';
import type { Language } from '../i18n.ts';
import { installMetadata } from './metadata.ts';

export type Pdf = PDFKit.PDFDocument;
export type StructureElement = PDFKit.PDFStructureElement;

/** A4 landscape, in points of 1/72 inch. */
export const paper = { width: 841.89, height: 595.28 } as const;

const producer = 'Layar';

export type DocumentDescription = { title: string; subject: string; author: string; language: Language; madeAt: Date };

export function createDocument({ title, subject, author, language, madeAt }: DocumentDescription): Pdf {
  const info = { Title: title, Subject: subject, Author: author, Creator: author, Producer: producer };
  const document = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: 0,
    pdfVersion: '1.7',
    // Brings the colour profile that the colours are meant in.
    subset: 'PDF/A-2a',
    tagged: true,
    lang: `${language}-ID`,
    displayTitle: true,
    // No page before the first content, and none of the fonts that pdfkit would not embed.
    autoFirstPage: false,
    font: '',
    info: { ...info, CreationDate: madeAt, ModDate: madeAt },
  });
  installMetadata(document, { title, subject, author, producer, madeAt });
  return document;
}

/** Ends the document and collects its bytes. */
export async function finishDocument(document: Pdf): Promise<Buffer> {
  document.end();
  const chunks: Buffer[] = [];
  for await (const chunk of document) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Opens the structure that a screen reader follows; its parts are read in the order in which they are added. */
export function startStructure(document: Pdf): StructureElement {
  const root = document.struct('Document');
  document.addStructure(root);
  return root;
}

/** `bbox` is left, top, right and bottom of a figure; `scope` is what a heading cell heads. pdfkit's types lack both. */
export type TagOptions = PDFKit.Mixins.StructureElementOptions & {
  bbox?: readonly [left: number, top: number, right: number, bottom: number];
  scope?: 'Column' | 'Row';
};

/** Draws something that is read out, as part of `parent`. */
export function tag(document: Pdf, parent: StructureElement, type: string, options: TagOptions, draw: () => void) {
  const element = document.struct(type, options, draw);
  parent.add(element);
  element.end();
}

/** Draws something that is only to be looked at: frames, ornaments, rules. */
export function decorate(document: Pdf, draw: () => void) {
  document.markContent('Artifact', { type: 'Layout' });
  draw();
  document.endMarkedContent();
}
