/** Reading a multipart body: fields into req.body, files into quarantine. */
import type { Writable } from 'node:stream';
import type { Request, Response } from 'express';
import multer from 'multer';
import { BadRequest, PageError, TooLarge } from '../errors.ts';
import { BodyTooLong, passUpTo } from './body-limit.ts';
import type { Quarantine } from './quarantine.ts';
import type { UploadRules } from './upload.ts';

const limits = {
  fileSize: 256 * 1024 * 1024,
  // Somebody may choose a whole album where three are taken: the first ones are, and the others are named.
  files: 60,
  fields: 50,
  parts: 110,
  fieldNameSize: 100,
  fieldSize: 100_000,
  fieldNestingDepth: 0,
};

/**
 * Resolves once the whole body has been read. Throws BodyTooLong as soon as more than `mostBytes` or too many files have
 * come, or a refused file goes on and on; what was read until then stays in req.body and in the quarantine.
 */
export async function readMultipart(
  req: Request,
  res: Response,
  { fields }: UploadRules,
  quarantine: Quarantine,
  mostBytes: number,
): Promise<void> {
  // multer waits for events of the request; one whose sender went away earlier will have no more of them.
  if (req.destroyed) throw new BadRequest('platform.badRequest');
  const { storage, patience } = quarantine;
  const fileFilter: multer.Options['fileFilter'] = (_req, { fieldname }, done) =>
    fields.includes(fieldname) ? done(null, true) : done(new BadRequest('platform.unknownField'));
  try {
    await new Promise<void>((resolve, reject) => {
      const streamHandler = (_req: Request, parser: Writable) => {
        patience.atEnd = passUpTo(mostBytes, req, parser, reject);
      };
      // The type definitions do not know streamHandler yet.
      const options: multer.Options & { streamHandler: typeof streamHandler } = { storage, limits, streamHandler };
      const read = multer({ ...options, defParamCharset: 'utf8', fileFilter }).any();
      read(req, res, (error: unknown) => (error === undefined ? resolve() : reject(asPageError(error))));
    });
  } finally {
    // What may be used of the files is what the quarantine holds; the names multer leaves here are the sender's.
    delete req.files;
  }
}

/** A body that cannot be read is the sender's fault; a disk that cannot be written is ours, and stays what it is. */
function asPageError(error: unknown): unknown {
  if (error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE') return new TooLarge('platform.tooLarge');
  if (error instanceof multer.MulterError && error.code === 'LIMIT_FILE_COUNT') return new BodyTooLong();
  const { syscall, code } = error as NodeJS.ErrnoException;
  const isOurs = syscall !== undefined && code !== 'ECONNRESET';
  return isOurs || error instanceof PageError || error instanceof BodyTooLong
    ? error
    : new BadRequest('platform.badRequest');
}
