/** How long a text is to read. Pure. */

/** What is read as running text: without pictures, addresses of links, tables and the signs of Markdown. */
function plainLines(markdown: string): { text: string; offset: number }[] {
  let offset = 0;
  return markdown.split('\n').map((line) => {
    const at = offset;
    offset += line.length + 1;
    const text = line
      .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/[*_`]/g, '');
    return { text, offset: at };
  });
}

/** Signs such as × and = stand between words and are none. */
const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));

export const wordsIn = (markdown: string): number =>
  plainLines(markdown).reduce((sum, { text }) => sum + wordsOf(text).length, 0);

export type LongSentence = Readonly<{ words: number; offset: number }>;

/** Sentences of paragraphs and lists with more than `most` words. Tables and headings have none. */
export function longSentences(markdown: string, most: number): LongSentence[] {
  return plainLines(markdown)
    .filter(({ text }) => !/^\s*(\||#|>?\s*$)/.test(text))
    .flatMap(({ text, offset }) =>
      sentencesOf(text).flatMap((sentence) => {
        const words = wordsOf(sentence).length;
        return words > most ? [{ words, offset }] : [];
      }),
    );
}

/** A dot within a number or an abbreviation ends no sentence. */
const sentencesOf = (line: string): string[] => line.split(/(?<=[.!?:;]["”)]?)\s+(?=["“(]?[\p{Lu}\p{N}])/u);
