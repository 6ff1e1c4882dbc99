/** Files of public/, each under an address that changes with its content, so that a phone downloads it once. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import express, { type RequestHandler } from 'express';
import { projectRoot } from './project-root.ts';

const folder = path.join(projectRoot, 'public');

const versions = new Map(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [
      path.relative(folder, file).split(path.sep).join('/'),
      createHash('sha256').update(readFileSync(file)).digest('base64url').slice(0, 10),
    ]),
);

/** /app.css?v=… for `app.css`; throws for a file that does not exist, because a page without its style is our mistake. */
export function asset(name: string): string {
  const version = versions.get(name);
  if (version === undefined) throw new Error(`public/${name} does not exist`);
  return `/${name}?v=${version}`;
}

const serve = express.static(folder, {
  index: false,
  setHeaders: (res) => {
    const isVersioned = (res as unknown as { req: { query: Record<string, unknown> } }).req.query.v !== undefined;
    res.setHeader('Cache-Control', isVersioned ? 'public, max-age=31536000, immutable' : 'public, max-age=3600');
  },
});

/** Only what was there at start is looked for on the disk: a page's address costs no look. */
export const publicFiles: RequestHandler = (req, res, next) =>
  versions.has(req.path.slice(1)) ? serve(req, res, next) : next();
