/** A server with one page that takes files, and answers with what the page was given. */
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { PageError } from '../../src/platform/errors.ts';
import { type ReceivedFile, receive, type UploadRules } from '../../src/platform/files/index.ts';
import { guard, nothing } from '../../src/platform/guard.ts';
import { yes } from '../../src/platform/permit.ts';

export const rules: UploadRules = {
  fields: ['proof'],
  accept: ['pdf', 'jpg', 'png', 'webp'],
  maxFiles: 2,
  maxBytes: 200_000,
};

export type SeenFile = ReceivedFile & { content: Buffer };
export type Answer = {
  status: number;
  body: Record<string, unknown>;
  problem?: { key: string; values: Record<string, unknown>; field: string; fileName: string };
  reason?: string;
};

export class UploadServer {
  /** The files of the last request, with their bytes while they were there. */
  seen: SeenFile[] = [];
  calls = 0;
  address = '';
  readonly #server = http.createServer(this.#app());

  async listen(): Promise<void> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready));
    this.address = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async send(fields: readonly [string, string | File][]): Promise<Answer> {
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    const response = await fetch(this.address, { method: 'POST', body: form });
    return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
  }

  #app() {
    const app = express();
    app.use((req, _res, next) => {
      Object.assign(req, { actor: { id: 'ani' }, session: { csrf: 'right' } });
      next();
    });
    const act = receive(rules, async (req, res, _subject, { accepted, problem }) => {
      this.calls += 1;
      this.seen = await Promise.all(accepted.map(async (file) => ({ ...file, content: await readFile(file.path) })));
      res.status(problem ? 422 : 200).json({ body: { ...(req.body as object) }, problem });
    });
    app.post(
      '/',
      guard(() => yes, nothing, act),
    );
    const refuse: ErrorRequestHandler = (error, _req, res, _next) => {
      if (!(error instanceof PageError)) throw error;
      res.status(error.status).json({ body: {}, reason: error.reason });
    };
    return app.use(refuse);
  }
}
