/** The part of fontkit that we and pdfkit share: it ships no types of its own. */
declare module 'fontkit' {
  export interface Font {
    readonly characterSet: readonly number[];
    glyphForCodePoint(codePoint: number): object;
    layout(text: string, features?: readonly string[]): object;
  }
  export function create(file: Uint8Array): Font;
}
