/** How much of a stored document is read when only some of its fields are asked for. */
import { DocumentReader } from './decode.ts';
import type { Document } from './value.ts';

/**
 * Reads some top-level fields of stored documents and skips the others: what a filter, a sort or a group looks at is usually
 * a small part of a document. Names are compared as bytes, and what is skipped makes no objects.
 */
export class FieldReader extends DocumentReader {
  readonly #names: string[];
  /** The names with their closing zero. */
  readonly #wanted: Buffer[];

  constructor(names: Iterable<string>) {
    super(Buffer.alloc(0), 0);
    this.#names = [...names];
    this.#wanted = this.#names.map((name) => Buffer.from(`${name}\0`));
  }

  /** The wanted fields that the document has, in its order. */
  read(bytes: Buffer): Document {
    const document: Document = new Map();
    if (this.#names.length === 0) return document;
    this.bytes = bytes;
    this.at = 0;
    const end = this.enter(1);
    for (let type = bytes[this.at++]; type; type = bytes[this.at++]) {
      const name = this.#wantedName();
      if (name === undefined) {
        this.skipName();
        this.skip(type);
      } else {
        document.set(name, this.value(type, 1));
        if (document.size === this.#names.length) return document;
      }
    }
    this.leave(end);
    return document;
  }

  /** The name that begins here, if it is wanted; then the reader stands behind it. */
  #wantedName(): string | undefined {
    const { bytes, at } = this;
    const wanted = this.#wanted;
    for (let i = 0; i < wanted.length; i++) {
      const name = wanted[i] as Buffer;
      let same = 0;
      while (same < name.length && bytes[at + same] === name[same]) same++;
      if (same < name.length) continue;
      this.at = at + same;
      return this.#names[i];
    }
    return undefined;
  }
}
