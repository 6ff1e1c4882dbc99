/** What was typed into a multipart form that is refused anyway: its text is read, its files are let go by. */
import type { Writable } from 'node:stream';
import type { Request, Response } from 'express';
import multer from 'multer';
import { hangUpAfter, passUpTo } from './body-limit.ts';

const mostBytes = 64 * 1024 * 1024;
const limits = { fields: 50, parts: 100, fieldNameSize: 100, fieldSize: 100_000, fieldNestingDepth: 0 };

/** Afterwards req.body holds the text fields. Never rejects: of a body that breaks off or goes on too long it is what came. */
export async function readTypedFields(req: Request, res: Response): Promise<void> {
  if (req.body !== undefined || !req.is('multipart/form-data') || req.destroyed || req.readableEnded) return;
  await new Promise<void>((resolve) => {
    const tooLong = () => {
      hangUpAfter(req, res);
      resolve();
    };
    const streamHandler = (_req: Request, parser: Writable) => passUpTo(mostBytes, req, parser, tooLong);
    const options: multer.Options & { streamHandler: typeof streamHandler } = { limits, streamHandler };
    multer({ ...options, fileFilter: (_req, _file, done) => done(null, false) }).any()(req, res, () => resolve());
  });
}
