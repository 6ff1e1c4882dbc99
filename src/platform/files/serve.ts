/** Handing a file out so that a browser treats it as a file and never as a page of ours. */
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { log } from '../log.ts';
import { readParts } from './bytes.ts';
import { contentDisposition } from './file-name.ts';
import type { StoredFile } from './store.ts';

/**
 * Sends a kept file as a download, or `inline` to be looked at when it is a picture: a PDF is always a download, because
 * browsers show none in a sandbox. That the person may have it has been decided before.
 */
export async function sendStoredFile(
  res: Response,
  file: Pick<StoredFile, 'id' | 'name' | 'type' | 'bytes' | 'sha256'>,
  { inline = false }: { inline?: boolean } = {},
): Promise<void> {
  res.set('ETag', `"${file.sha256}"`);
  if (res.req.fresh) return void res.status(304).end();
  const parts = res.req.method === 'HEAD' ? [] : await begin(readParts(file.id, file.sha256));

  const isShown = inline && file.type.startsWith('image/');
  res.set({
    'Content-Type': file.type,
    'Content-Length': String(file.bytes),
    'Content-Disposition': contentDisposition(isShown ? 'inline' : 'attachment', file.name),
    // A browser shows a picture on a page of its own making, with a style of its own.
    'Content-Security-Policy': `sandbox; default-src 'none'${isShown ? "; style-src 'unsafe-inline'" : ''}`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  });
  // In a sandbox there is no origin to keep apart, and a browser that is asked to complains.
  res.removeHeader('Origin-Agent-Cluster');
  await pipeline(parts, res).catch((error: NodeJS.ErrnoException) => {
    // The connection is closed by now, so what came of the file does not look whole. A reader who left is no fault.
    const hasLeft = error.code === 'ERR_STREAM_PREMATURE_CLOSE';
    log[hasLeft ? 'info' : 'error']({ err: error, fileId: file.id }, 'file not sent to its end');
  });
}

/** Waits for the first part: a file that cannot be read fails here, while an error can still have its page. */
async function begin(parts: AsyncGenerator<Buffer>): Promise<AsyncGenerator<Buffer>> {
  const first = await parts.next();
  return (async function* () {
    if (!first.done) yield first.value;
    yield* parts;
  })();
}
