/** Where a request's files wait: a folder of its own, with names of our making, removed when the request has ended. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { StorageEngine } from 'multer';

/** A file as it came in, not yet judged. With more bytes than allowed only the beginning is on disk. */
export type Arrival = Readonly<{ field: string; givenName: string; path: string; bytes: number; sha256: string }>;

export class Quarantine {
  readonly arrivals: Arrival[] = [];
  readonly #folder: string;
  readonly #maxBytes: number;
  readonly #writes: Promise<unknown>[] = [];

  private constructor(folder: string, maxBytes: number) {
    this.#folder = folder;
    this.#maxBytes = maxBytes;
  }

  static async open(root: string, maxBytes: number): Promise<Quarantine> {
    await mkdir(root, { recursive: true, mode: 0o700 });
    return new Quarantine(await mkdtemp(path.join(root, 'request-')), maxBytes);
  }

  /** Removes everything, once no write is under way that could put a file back. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#writes);
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** For multer. A file that is too large is read to its end all the same, so that the fields after it still arrive. */
  readonly storage: StorageEngine = {
    _handleFile: (_req, file, done) => {
      const write = this.#write(file.stream, file.fieldname, file.originalname);
      this.#writes.push(write);
      write.then(() => done(null, {}), done);
    },
    _removeFile: (_req, _file, done) => done(null),
  };

  async #write(source: Readable, field: string, givenName: string): Promise<void> {
    const target = path.join(this.#folder, String(this.#writes.length));
    const hash = createHash('sha256');
    const maxBytes = this.#maxBytes;
    let bytes = 0;
    const measure = async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        if (bytes <= maxBytes) yield chunk;
      }
    };
    await pipeline(source, measure, createWriteStream(target, { flags: 'wx', mode: 0o600 }));
    this.arrivals.push({ field, givenName, path: target, bytes, sha256: hash.digest('hex') });
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
