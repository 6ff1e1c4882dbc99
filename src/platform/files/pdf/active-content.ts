/** What in a PDF acts: names that only programs, other files and forms with programs use, and actions that start alone. */

import { plainNames } from './parts.ts';

const ending = String.raw`(?![^\0\t\n\f\r ()<>[\]{}/%])`;
const space = String.raw`(?:[\0\t\n\f\r ]|%[^\r\n]{0,200}[\r\n])*`;

/** Long enough not to stand by chance among the bytes of a picture, so they are looked for everywhere. */
const anywhere = new RegExp(
  `/(?:JavaScript|Launch|EmbeddedFiles?|FileAttachment|RichMedia|XFA|ImportData|SubmitForm|GoToE|Rendition)${ending}`,
);

/** Short ones are looked for in the text of objects, with what follows them. */
const reference = String.raw`\d{1,10}${space}\d{1,5}${space}R`;
const inObjects = new RegExp(`/(?:JS${space}(?:[(<]|${reference})|(?:AA|EF)${space}(?:<<|${reference}))`);

/** `everything` is all of a file with plain names, `objects` the text of its objects. */
export const isActive = (everything: string, objects: string): boolean =>
  anywhere.test(everything) || inObjects.test(objects);

const opening = new RegExp(`/OpenAction${space}(?:(\\d{1,10})${space}\\d+${space}R|(<<))`, 'g');
const objectHead = /(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj\b/g;
/** Going to a page is no harm; an address is, and so is a second action behind the first. */
const goesOut = new RegExp(`/S${space}/(?:URI|GoToR|Thread|Sound|Movie)${ending}|/Next${ending}`);
const longestAction = 20_000;
/** A document says once what opens with it, and once more each time that it was changed. */
const mostOpenings = 1000;

/** Collects the actions of a file, to say whether one starts when it is opened. */
export class Actions {
  readonly #opened = new Set<number>();
  readonly #goingOut = new Set<number>();
  #isInline = false;
  #openings = 0;

  /** Objects as they stand in a file. */
  addObjects(text: string): void {
    this.#findOpenings(text);
    const heads = [...text.matchAll(objectHead)];
    for (const [index, head] of heads.entries()) {
      this.#addObject(Number(head[1]), text.slice(head.index, heads[index + 1]?.index ?? text.length));
    }
  }

  /** Objects that are packed into a stream: first their numbers and offsets, then themselves. */
  addPacked(bytes: Buffer, { first }: { first: number }): void {
    this.#findOpenings(plainNames(bytes));
    const text = bytes.toString('latin1');
    const numbers = (text.slice(0, first).match(/\d+/g) ?? []).map(Number);
    const pairs = numbers.flatMap((number, index) => {
      const from = numbers[index + 1];
      return index % 2 === 0 && from !== undefined ? [{ number, from }] : [];
    });
    // In their order, so that no byte is looked at twice, wherever the list says that objects begin.
    const begins = [...new Set(pairs.map(({ from }) => from))].sort((one, other) => one - other);
    const outward = new Set(
      begins.filter((from, index) => {
        const object = bytes.subarray(first + from, first + (begins[index + 1] ?? bytes.length));
        return goesOut.test(plainNames(object.subarray(0, longestAction)));
      }),
    );
    for (const { number, from } of pairs) if (outward.has(from)) this.#goingOut.add(number);
  }

  startByThemselves(): boolean {
    return this.#isInline || [...this.#opened].some((number) => this.#goingOut.has(number));
  }

  #findOpenings(text: string): void {
    for (const { index, 0: found, 1: number } of text.matchAll(opening)) {
      this.#openings += 1;
      if (this.#openings > mostOpenings) this.#isInline = true;
      if (this.#isInline) return;
      if (number !== undefined) this.#opened.add(Number(number));
      else if (goesOut.test(dictionaryAt(text, index + found.length))) this.#isInline = true;
    }
  }

  #addObject(number: number, text: string): void {
    if (goesOut.test(text.slice(0, longestAction))) this.#goingOut.add(number);
  }
}

/** From behind its opening brackets to those that close it. */
function dictionaryAt(text: string, from: number): string {
  let open = 1;
  for (const { index, 0: sign } of text.slice(from, from + longestAction).matchAll(/<<|>>/g)) {
    open += sign === '<<' ? 1 : -1;
    if (open === 0) return text.slice(from, from + index);
  }
  return text.slice(from, from + longestAction);
}
