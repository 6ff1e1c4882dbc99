/** Reading a multipart body: fields into req.body, files into quarantine, refusals by name or number at once. */
import type { Writable } from 'node:stream';
import type { Request, Response } from 'express';
import multer from 'multer';
import { BadRequest, PageError, TooLarge } from '../errors.ts';
import { passUpTo } from './body-limit.ts';
import { kindByName } from './file-kind.ts';
import type { Quarantine } from './quarantine.ts';
import type { Refused, UploadRules } from './upload.ts';

/** Beyond this a file is not even read to its end: the answer is 413 and not the page again. */
const mostReadBytes = 256 * 1024 * 1024;

const limits = {
  fileSize: mostReadBytes,
  files: 20,
  fields: 50,
  parts: 60,
  fieldNameSize: 100,
  fieldSize: 100_000,
  fieldNestingDepth: 0,
};

/**
 * Resolves once the whole body has been read, with the first file that was left out and why. Throws BodyTooLong as soon as
 * more than `mostBytes` have come.
 */
export async function readMultipart(
  req: Request,
  res: Response,
  rules: UploadRules,
  quarantine: Quarantine,
  mostBytes = Infinity,
): Promise<Refused | undefined> {
  // multer waits for events of the request; one whose sender went away earlier will have no more of them.
  if (req.destroyed) throw new BadRequest('platform.badRequest');
  const gate = new Gate(rules);
  const { storage } = quarantine;
  await new Promise<void>((resolve, reject) => {
    const streamHandler = (_req: Request, parser: Writable) => passUpTo(mostBytes, req, parser, reject);
    // The type definitions do not know streamHandler yet.
    const options: multer.Options & { streamHandler: typeof streamHandler } = { storage, limits, streamHandler };
    const read = multer({ ...options, defParamCharset: 'utf8', fileFilter: gate.judge }).any();
    read(req, res, (error: unknown) => (error === undefined ? resolve() : reject(asPageError(error))));
  });
  // What may be used of the files is what the quarantine holds; the names multer leaves here are the sender's.
  delete req.files;
  return gate.refused;
}

/** Decides by name and number alone which files are worth reading. */
class Gate {
  /** The first that was left out. */
  refused: Refused | undefined;
  readonly #rules: UploadRules;
  #admitted = 0;

  constructor(rules: UploadRules) {
    this.#rules = rules;
  }

  readonly judge: NonNullable<multer.Options['fileFilter']> = (_req, { fieldname, originalname }, done) => {
    if (!this.#rules.fields.includes(fieldname)) return done(new BadRequest('platform.unknownField'));
    const key = this.#refusal(originalname);
    if (key) this.refused ??= { key, field: fieldname, fileName: originalname };
    else this.#admitted += 1;
    done(null, !key);
  };

  #refusal(name: string) {
    const kind = kindByName(name);
    if (!kind || !this.#rules.accept.includes(kind)) return 'platform.fileTypeNotAllowed' as const;
    return this.#admitted === this.#rules.maxFiles ? ('platform.tooManyFiles' as const) : undefined;
  }
}

/** A body that cannot be read is the sender's fault; a disk that cannot be written is ours, and stays what it is. */
function asPageError(error: unknown): unknown {
  if (error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE') return new TooLarge('platform.tooLarge');
  const { syscall, code } = error as NodeJS.ErrnoException;
  const isOurs = syscall !== undefined && code !== 'ECONNRESET';
  return isOurs || error instanceof PageError ? error : new BadRequest('platform.badRequest');
}
