/** One file while it comes in: what it is shows in its first bytes, and what is refused is not written any further. */
import { createHash } from 'node:crypto';
import { headBytes, lookAtHead, type Sight } from './content-kind.ts';
import { type FileKind, kindByName, mostBytesOf } from './file-kind.ts';
import type { RefusalKey, UploadRules } from './upload.ts';
import { VirusTest } from './virus-test.ts';

/** A file as it came in, its content not yet judged. When it is refused already, only its beginning is on the disk. */
export type Arrival = Readonly<{
  field: string;
  givenName: string;
  path: string;
  bytes: number;
  sha256: string;
  /** What it can be, of the kinds that the form takes, likeliest first. */
  kinds: readonly FileKind[];
  refusal?: RefusalKey;
}>;

/** What is asked of the request that the file is a part of. */
export type Admission = Readonly<{
  rules: UploadRules;
  /** Counts the file among those the form takes; false when it takes no more. */
  admit: () => boolean;
  /** Called with how many more bytes came that are thrown away. */
  discarded: (bytes: number) => void;
}>;

/** What to do instead, where the form takes the kind that the advice leads to. */
const advice: Readonly<Record<NonNullable<Sight['foreign']>, { key: RefusalKey; leadsTo: FileKind }>> = {
  heic: { key: 'platform.fileHeic', leadsTo: 'jpg' },
  oldOffice: { key: 'platform.fileOldOffice', leadsTo: 'pdf' },
  quicktime: { key: 'platform.fileQuicktime', leadsTo: 'mp4' },
};

/** Follows the bytes of one file and lets through what is worth keeping. */
export class ArrivingFile {
  bytes = 0;
  kinds: readonly FileKind[] = [];
  refusal: RefusalKey | undefined;
  readonly #givenName: string;
  readonly #admission: Admission;
  readonly #hash = createHash('sha256');
  readonly #virusTest = new VirusTest();

  constructor(givenName: string, admission: Admission) {
    this.#givenName = givenName;
    this.#admission = admission;
  }

  get sha256(): string {
    return this.#hash.digest('hex');
  }

  async *follow(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let head: Buffer | undefined = Buffer.alloc(0);
    for await (const chunk of chunks) {
      this.#count(chunk);
      if (head) {
        head = Buffer.concat([head, chunk]);
        if (head.length < headBytes) continue;
        await this.#lookAt(head);
        if (!this.refusal) yield head;
        head = undefined;
      } else if (!this.refusal) yield chunk;
      if (this.refusal) this.#admission.discarded(chunk.length);
    }
    if (!head) return;
    await this.#lookAt(head);
    if (!this.refusal) yield head;
  }

  #count(chunk: Buffer): void {
    this.#hash.update(chunk);
    this.bytes += chunk.length;
    if (this.#virusTest.isFoundWith(chunk)) this.refusal ??= 'platform.fileInfected';
    const { rules } = this.#admission;
    const most = Math.max(
      ...(this.kinds.length > 0 ? this.kinds : rules.accept).map((kind) => mostBytesOf(kind, rules)),
    );
    if (this.bytes > most) this.refusal ??= 'platform.fileTooLarge';
  }

  async #lookAt(head: Buffer): Promise<void> {
    const { rules, admit } = this.#admission;
    const sight = await lookAtHead(head.subarray(0, headBytes));
    this.kinds = sight.kinds.filter((kind) => rules.accept.includes(kind));
    this.#count(Buffer.alloc(0));
    this.refusal ??= this.#findRefusal(head, sight);
    if (!this.refusal && !admit()) this.refusal = 'platform.tooManyFiles';
  }

  #findRefusal(head: Buffer, { foreign }: Sight): RefusalKey | undefined {
    if (head.length === 0) return 'platform.fileEmpty';
    if (this.kinds.length > 0) return undefined;
    const { accept } = this.#admission.rules;
    if (foreign && accept.includes(advice[foreign].leadsTo)) return advice[foreign].key;
    const claimed = kindByName(this.#givenName);
    const isClaimed = claimed !== undefined && accept.includes(claimed);
    return isClaimed ? 'platform.fileContentMismatch' : 'platform.fileTypeNotAllowed';
  }
}
