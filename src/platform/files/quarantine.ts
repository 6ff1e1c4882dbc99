/** Where a request's files wait: a folder of its own, with names of our making, removed when the request has ended. */
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { StorageEngine } from 'multer';
import { type Arrival, ArrivingFile } from './arrival.ts';
import { Patience } from './patience.ts';
import type { UploadRules } from './upload.ts';

export class Quarantine {
  /** Of a file that is refused and still comes. */
  readonly patience = new Patience();
  readonly #folder: string;
  readonly #rules: UploadRules;
  readonly #writes: Promise<unknown>[] = [];
  readonly #arrived: Arrival[] = [];
  #admitted = 0;

  private constructor(folder: string, rules: UploadRules) {
    this.#folder = folder;
    this.#rules = rules;
  }

  static async open(root: string, rules: UploadRules): Promise<Quarantine> {
    await mkdir(root, { recursive: true, mode: 0o700 });
    return new Quarantine(await mkdtemp(path.join(root, 'request-')), rules);
  }

  /** What has come so far, in the order of the form, once no file is half written. */
  async arrivals(): Promise<Arrival[]> {
    await Promise.allSettled(this.#writes);
    return this.#arrived.flat();
  }

  /** Removes everything, once no write is under way that could put a file back. */
  async close(): Promise<void> {
    this.patience.end();
    await Promise.allSettled(this.#writes);
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** For multer. A file that is refused is read on for a while all the same, so that what comes after it still arrives. */
  readonly storage: StorageEngine = {
    _handleFile: (_req, file, done) => {
      const write = this.#write(file.stream, file.fieldname, file.originalname);
      this.#writes.push(write);
      write.then(() => done(null, {}), done);
    },
    _removeFile: (_req, _file, done) => done(null),
  };

  async #write(source: Readable, field: string, givenName: string): Promise<void> {
    const index = this.#writes.length;
    const target = path.join(this.#folder, String(index));
    const file = new ArrivingFile(givenName, {
      rules: this.#rules,
      admit: () => this.#admitted < this.#rules.maxFiles && (this.#admitted += 1) > 0,
      discarded: (bytes) => this.patience.spend(bytes),
    });
    const told = () => {
      const { bytes, kinds, refusal } = file;
      return { field, givenName, path: target, bytes, kinds, ...(refusal ? { refusal } : {}) };
    };
    try {
      const writing = createWriteStream(target, { flags: 'wx', mode: 0o600 });
      await pipeline(source, (chunks: AsyncIterable<Buffer>) => file.follow(chunks), writing);
      this.#arrived[index] = { ...told(), sha256: file.sha256 };
    } catch (error) {
      // What was refused before it broke off is named all the same.
      if (file.refusal) this.#arrived[index] = { ...told(), sha256: '' };
      throw error;
    } finally {
      this.patience.rest();
    }
  }
}

/** Removes what a process that died has left behind; returns how many requests that were. */
export async function sweepQuarantine(root: string, before: Date): Promise<number> {
  const names = await readdir(root).catch(() => []);
  let removed = 0;
  for (const folder of names.map((name) => path.join(root, name))) {
    const found = await stat(folder).catch(() => undefined);
    if (!found || found.mtime >= before) continue;
    await rm(folder, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}
