/** Handing a file out so that a browser treats it as a file and never as a page of ours. */
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { log } from '../log.ts';
import { openBytes } from './bytes.ts';
import { mediaTypes } from './file-kind.ts';
import { contentDisposition } from './file-name.ts';
import type { StoredFile } from './store.ts';

const shownInline: readonly string[] = Object.values(mediaTypes);

/**
 * Sends a kept file as a download, or `inline` to be looked at when it is a picture or a PDF. That the person may have it
 * has been decided before.
 */
export async function sendStoredFile(
  res: Response,
  file: Pick<StoredFile, 'id' | 'name' | 'type' | 'bytes' | 'sha256'>,
  { inline = false }: { inline?: boolean } = {},
): Promise<void> {
  const isShown = inline && shownInline.includes(file.type);
  res.set({
    'Content-Type': file.type,
    'Content-Disposition': contentDisposition(isShown ? 'inline' : 'attachment', file.name),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
    ETag: `"${file.sha256}"`,
  });
  if (res.req.fresh) return void res.status(304).end();
  res.set('Content-Length', String(file.bytes));
  if (res.req.method === 'HEAD') return void res.end();
  try {
    await pipeline(openBytes(file.id), res);
  } catch (error) {
    // A reader who went away is no fault; anything else must not look like a whole file, nor become an error page in it.
    if (!res.headersSent) throw error;
    log.info({ err: error, fileId: file.id }, 'file not sent to its end');
  }
}
