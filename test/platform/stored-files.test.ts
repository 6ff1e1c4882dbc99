import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import express, { type ErrorRequestHandler } from 'express';
import mongoose from 'mongoose';
import { transaction } from '../../src/platform/database.ts';
import {
  findStoredFile,
  keepBytes,
  installFiles,
  keepFile,
  readStoredFile,
  sendStoredFile,
} from '../../src/platform/files/index.ts';
import { sweepOrphans } from '../../src/platform/files/sweep.jobs.ts';
import { open } from '../../src/platform/guard.ts';
import { useDatabase } from '../support/database.ts';
import { aPdf, aPng } from './samples.ts';
import { fileConfig, writeReceivedFile } from './upload-server.ts';

const belonging = { owner: new mongoose.Types.ObjectId(), purpose: 'test.proof' };
const inGridFs = (collection: 'files' | 'chunks') =>
  mongoose.connection.db!.collection(`files.${collection}`).countDocuments();
const inAMoment = () => new Date(Date.now() + 2000);

describe('stored files', () => {
  useDatabase();
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'layar-stored-'));
    installFiles({ ...fileConfig, dataDirectory: folder, uploads: { quotaBytes: 100_000_000, unusedDays: 7 } });
  });
  after(() => rm(folder, { recursive: true }));
  beforeEach(() => sweepEverything());

  async function sweepEverything(): Promise<void> {
    await mongoose.connection.collection('storedfiles').deleteMany({});
    await sweepOrphans(inAMoment());
  }

  const aReceivedFile = (content?: Buffer) => writeReceivedFile(folder, content);

  it('come back byte for byte with what is known of them', async () => {
    const content = aPdf('x'.repeat(700_000));
    const received = await aReceivedFile(content);
    const kept = await keepFile(received, belonging);
    const { name, type, bytes, sha256: digest, receivedSha256, scan } = received;
    const known = { name, type, bytes, sha256: digest, receivedSha256, scan };
    expect(await findStoredFile(kept.id)).to.deep.include({ ...known, purpose: 'test.proof' });
    expect(kept.owner).to.equal(belonging.owner.toString());
    expect((await readStoredFile(kept.id)).equals(content)).to.equal(true);
  });

  it('may be documents of our own', async () => {
    const kept = await keepBytes(aPdf('sertifikat'), { name: 'Sertifikat/1.pdf', kind: 'pdf', ...belonging });
    expect(kept).to.include({ name: '1.pdf', type: 'application/pdf', scan: 'made-here' });
    expect(await readStoredFile(kept.id)).to.deep.equal(aPdf('sertifikat'));
  });

  for (const id of ['65f0c0ffee0000000000abcd', 'nothing', '']) {
    it(`are not found under ${JSON.stringify(id)}`, async () => {
      const error = await findStoredFile(id).catch((thrown: Error) => thrown);
      expect(error).to.have.property('name', 'NotFound');
    });
  }

  it('are refused when their bytes have changed', async () => {
    const { id } = await keepBytes(aPdf(), { name: 'a.pdf', kind: 'pdf', ...belonging });
    const chunks = mongoose.connection.db!.collection('files.chunks');
    const changed = await chunks.updateOne(
      { files_id: new mongoose.Types.ObjectId(id) },
      { $set: { data: Buffer.from('x') } },
    );
    expect(changed.modifiedCount).to.equal(1);
    const error = await readStoredFile(id).catch((thrown: Error) => thrown);
    expect(error).to.be.instanceOf(Error);
  });

  it('are written once though their transaction runs twice', async () => {
    const received = await aReceivedFile();
    let runs = 0;
    await transaction(async (session) => {
      await keepFile(received, belonging, session);
      runs += 1;
      if (runs === 1) {
        throw new mongoose.mongo.MongoServerError({
          message: 'another was first',
          errorLabels: ['TransientTransactionError'],
        });
      }
    });
    expect(runs).to.equal(2);
    expect(await inGridFs('files')).to.equal(1);
  });

  it('leave no trace when their transaction is given up, once the bytes are swept', async () => {
    const received = await aReceivedFile();
    const kept = await keepBytes(aPdf(), { name: 'a.pdf', kind: 'pdf', ...belonging });
    const change = transaction(async (session) => {
      await keepFile(received, belonging, session);
      throw new Error('given up');
    });
    await change.catch(() => undefined);

    expect(await sweepOrphans(new Date(Date.now() - 60_000)), 'young bytes may still be named').to.equal(0);
    expect(await sweepOrphans(inAMoment())).to.equal(1);
    expect(await inGridFs('files')).to.equal(1);
    expect(await inGridFs('chunks')).to.equal(1);
    expect(await readStoredFile(kept.id)).to.deep.equal(aPdf());
  });

  describe('sent to a browser', () => {
    let server: http.Server;
    let address: string;
    before(async () => {
      const app = express();
      const send = open<{ id: string }>(async (req, res) =>
        sendStoredFile(res, await findStoredFile(req.params.id), { inline: 'inline' in req.query }),
      );
      app.get('/:id', send);
      app.use(((_error, _req, res, _next) => res.sendStatus(500)) as ErrorRequestHandler);
      server = app.listen(0, '127.0.0.1');
      await new Promise((ready) => server.once('listening', ready));
      address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    after(() => server.close());

    it('are downloads that no browser takes for a page', async () => {
      const { id, sha256: digest } = await keepFile(await aReceivedFile(), belonging);
      const response = await fetch(`${address}/${id}`);
      expect(Object.fromEntries(response.headers)).to.include({
        'content-type': 'application/pdf',
        'content-length': String(aPdf().length),
        'content-disposition': `attachment; filename="Bukti _ _ka.pdf"; filename*=UTF-8''Bukti%20%E2%80%93%20%C3%89ka.pdf`,
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
        etag: `"${digest}"`,
      });
      expect(Buffer.from(await response.arrayBuffer())).to.deep.equal(aPdf());
    });

    it('are shown in place when asked for, if they are pictures', async () => {
      const { id } = await keepBytes(await aPng(), { name: 'produk.png', kind: 'png', ...belonging });
      const response = await fetch(`${address}/${id}?inline`, { method: 'HEAD' });
      expect(response.headers.get('content-disposition')).to.match(/^inline; /);
      expect(response.headers.get('content-security-policy')).to.match(/^sandbox; default-src 'none';/);
    });

    it('are downloads all the same if they are PDFs, of which a browser shows none in a sandbox', async () => {
      const { id } = await keepFile(await aReceivedFile(), belonging);
      const response = await fetch(`${address}/${id}?inline`, { method: 'HEAD' });
      expect(response.headers.get('content-disposition')).to.match(/^attachment; /);
    });

    it('are not sent again to who has them', async () => {
      const { id, sha256: digest } = await keepFile(await aReceivedFile(), belonging);
      const ask = (etag: string) =>
        fetch(`${address}/${id}`, { headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' } });
      expect((await ask(`"${digest}"`)).status).to.equal(304);
      expect((await ask('"another"')).status).to.equal(200);
    });

    it('get an error and none of their headers when nothing of them can be read', async () => {
      const { id } = await keepFile(await aReceivedFile(), belonging);
      await mongoose.connection.db!.collection('files.chunks').deleteMany({});
      const response = await fetch(`${address}/${id}`);
      expect(response.status).to.equal(500);
      expect(response.headers.get('content-disposition')).to.equal(null);
    });

    for (const lost of [2, 3]) {
      it(`break off at once rather than look whole when part ${lost + 1} of 4 is missing`, async () => {
        const { id } = await keepFile(await aReceivedFile(aPdf('x'.repeat(1_000_000))), belonging);
        await mongoose.connection
          .db!.collection('files.chunks')
          .deleteOne({ files_id: new mongoose.Types.ObjectId(id), n: lost });
        const start = Date.now();
        const outcome = await download(`${address}/${id}`).catch((error: Error) => error);
        expect(outcome).to.be.instanceOf(Error);
        expect(Date.now() - start).to.be.below(2000);
      });
    }
  });

  const download = async (url: string) => (await fetch(url)).arrayBuffer();
});
