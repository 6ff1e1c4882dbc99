/** The part of fontkit that we and pdfkit share: it ships no types of its own. */
declare module 'fontkit' {
  export interface GlyphRun {
    readonly positions: readonly object[];
  }
  export interface Font {
    readonly characterSet: readonly number[];
    glyphForCodePoint(codePoint: number): object;
    layout(text: string, features?: readonly string[]): GlyphRun;
  }
  export function create(file: Uint8Array): Font;
}
