/** A server with one page that takes files, and answers with what the page was given. */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import express, { type ErrorRequestHandler } from 'express';
import { PageError } from '../../src/platform/errors.ts';
import {
  installFiles,
  type ReceivedFile,
  receive,
  receiveOpen,
  type UploadRules,
} from '../../src/platform/files/index.ts';
import { guard, nothing, open } from '../../src/platform/guard.ts';
import { yes } from '../../src/platform/permit.ts';
import { speechIn } from '../../src/platform/speech.ts';
import { aPdf } from './samples.ts';

export const rules: UploadRules = {
  fields: ['proof'],
  accept: ['pdf', 'jpg', 'png', 'webp'],
  maxFiles: 2,
  maxBytes: 200_000,
};

/** Settings of a school without a scanner, but for the folder. */
export const fileConfig = { clamdAddress: undefined, uploads: { quotaBytes: 1_000_000, unusedDays: 7 } };

/** A PDF as it waits in quarantine after it has been judged. */
export async function writeReceivedFile(folder: string, content: Buffer = aPdf()): Promise<ReceivedFile> {
  const file = path.join(folder, String(Math.random()));
  await writeFile(file, content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const judged = { kind: 'pdf', type: 'application/pdf', scan: 'not-scanned', receivedSha256: sha256 } as const;
  return { field: 'proof', name: 'Bukti – Éka.pdf', path: file, bytes: content.length, sha256, ...judged };
}

export type SeenFile = ReceivedFile & { content: Buffer };
export type Answer = {
  status: number;
  body: Record<string, unknown>;
  problem?: { key: string; values: Record<string, unknown>; field: string; fileName: string };
  furtherProblems?: { key: string; fileName: string }[];
  reason?: string;
};

export const token: [string, string] = ['_csrf', 'right'];
export const proof = (name: string, content: Uint8Array | string): [string, File] => [
  'proof',
  new File([content], name),
];

export class UploadServer {
  /** The files of the last request, with their bytes while they were there. */
  seen: SeenFile[] = [];
  calls = 0;
  address = '';
  dataDirectory = '';
  #rules = rules;
  readonly #server = http.createServer(this.#app());

  get quarantine(): string {
    return path.join(this.dataDirectory, 'quarantine');
  }

  /** Asks for other files from now on. */
  use(other: UploadRules): void {
    this.#rules = other;
  }

  async listen(): Promise<void> {
    this.dataDirectory = await mkdtemp(path.join(os.tmpdir(), 'layar-upload-'));
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready));
    this.address = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
    await rm(this.dataDirectory, { recursive: true });
  }

  async send(fields: readonly [string, string | File][], path = ''): Promise<Answer> {
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    const response = await fetch(this.address + path, { method: 'POST', body: form });
    return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
  }

  #app() {
    const app = express();
    app.use((req, res, next) => {
      Object.assign(req, { actor: { id: 'ani' }, session: { csrf: 'right' } });
      Object.assign(res.locals, speechIn('id'));
      next();
    });
    const act = receive(
      () => this.#rules,
      async (req, res, _subject, { accepted, problem, furtherProblems }) => {
        this.calls += 1;
        this.seen = await Promise.all(accepted.map(async (file) => ({ ...file, content: await readFile(file.path) })));
        res.status(problem ? 422 : 200).json({ body: { ...(req.body as object) }, problem, furtherProblems });
      },
    );
    app.post(
      '/',
      guard(() => yes, nothing, act),
    );
    const actInPublic = receiveOpen(rules, (_req, res, { accepted, problem }) => {
      res.status(problem ? 422 : 200).json({ body: { files: accepted.length }, problem });
    });
    app.post('/public', open(actInPublic));
    const refuse: ErrorRequestHandler = (error, _req, res, _next) => {
      if (!(error instanceof PageError)) throw error;
      res.status(error.status).json({ body: {}, reason: error.reason });
    };
    return app.use(refuse);
  }
}

/** For a describe block: the server without a scanner, and after each test the proof that no file stays behind. */
export function useUploadServer(): UploadServer {
  const server = new UploadServer();
  before(() => server.listen());
  after(() => server.close());
  beforeEach(() => {
    installFiles({ ...fileConfig, dataDirectory: server.dataDirectory });
    [server.seen, server.calls] = [[], 0];
  });
  afterEach(() => quarantineIsEmpty(server));
  return server;
}

/** The answer goes out before the files go, so it takes a moment. */
export async function quarantineIsEmpty({ quarantine }: UploadServer): Promise<void> {
  const leftovers = () => readdir(quarantine).catch(() => []);
  for (let tries = 0; (await leftovers()).length > 0 && tries < 50; tries++) await pause(20);
  expect(await leftovers(), 'nothing stays in quarantine').to.deep.equal([]);
}
