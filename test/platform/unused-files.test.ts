import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import mongoose, { Types } from 'mongoose';
import { transaction } from '../../src/platform/database.ts';
import {
  fileReferencePart,
  installFiles,
  keepBytes,
  keepFile,
  referenceTo,
  roomOf,
} from '../../src/platform/files/index.ts';
import { StoredFileRecord } from '../../src/platform/files/file.model.ts';
import { QuotaFull } from '../../src/platform/files/quota.ts';
import { sweepUnused } from '../../src/platform/files/unused.jobs.ts';
import { defineModel, part } from '../../src/platform/model.ts';
import { auditEntries } from '../support/audit.ts';
import { useDatabase } from '../support/database.ts';
import { aPdf } from './samples.ts';
import { fileConfig, writeReceivedFile } from './upload-server.ts';

/** A record of some feature that names files: a draft, and what was sent. */
const Folder = defineModel<{ draft: { id: string }[]; sent: { files: { id: string }[] }[] }>('TestFolder', {
  draft: [fileReferencePart],
  sent: [part({ files: [fileReferencePart] })],
});

const day = (n: number) => new Date(Date.UTC(2026, 10, n));
const weekBefore = (at: Date) => new Date(at.getTime() - 7 * 86_400_000);
const sweepOn = (n: number) => sweepUnused(day(n), weekBefore(day(n)));

describe('files that nothing refers to', () => {
  useDatabase();
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'layar-unused-'));
    installFiles({ ...fileConfig, dataDirectory: folder });
  });
  after(() => rm(folder, { recursive: true }));
  beforeEach(async () => {
    await Promise.all([StoredFileRecord.deleteMany({}), Folder.deleteMany({})]);
  });

  const keep = async (owner = new Types.ObjectId(), content = aPdf()) =>
    keepFile(await writeReceivedFile(folder, content), { owner, purpose: 'test.draft' });
  const remaining = async () => (await StoredFileRecord.find({}, { name: 1 }).lean()).map(({ _id }) => String(_id));

  it('are removed a week after that was noticed, with their bytes, and once', async () => {
    const { id } = await keep();
    expect(await sweepOn(1), 'noticed').to.equal(0);
    expect(await sweepOn(7), 'six days later').to.equal(0);
    expect(await sweepOn(8)).to.equal(1);
    expect(await sweepOn(9)).to.equal(0);
    const chunks = mongoose.connection.db!.collection('files.chunks');
    expect(await chunks.countDocuments({ files_id: new Types.ObjectId(id) })).to.equal(0);
    expect(await auditEntries({ action: 'files.removeUnused', 'target.id': id })).to.have.length(1);
  });

  it('are removed by one of two processes that sweep at once', async () => {
    await Promise.all([keep(), keep(), keep()]);
    await sweepOn(1);
    const [one, other] = await Promise.all([sweepOn(8), sweepOn(8)]);
    expect(one + other).to.equal(3);
  });

  it('stay as long as a draft or anything sent names them', async () => {
    const [inDraft, sent, loose] = [await keep(), await keep(), await keep()];
    await Folder.create({ draft: [referenceTo(inDraft)], sent: [{ files: [] }, { files: [referenceTo(sent)] }] });
    await sweepOn(1);
    expect(await sweepOn(30)).to.equal(1);
    expect((await remaining()).sort()).to.deep.equal([inDraft.id, sent.id].sort());
    expect(loose.id).not.to.equal(sent.id);
  });

  it('stay when something names them again, and have a whole week after that', async () => {
    const file = await keep();
    await sweepOn(1);
    await Folder.create({ draft: [referenceTo(file)], sent: [] });
    await sweepOn(8);
    await Folder.deleteMany({});
    expect(await sweepOn(9), 'noticed anew').to.equal(0);
    expect(await sweepOn(15)).to.equal(0);
    expect(await sweepOn(16)).to.equal(1);
  });

  it('stay for ever when the school made them', async () => {
    const owner = new Types.ObjectId();
    await keepBytes(aPdf(), { name: 'sertifikat.pdf', kind: 'pdf', owner, purpose: 'test.certificate' });
    await sweepOn(1);
    expect(await sweepOn(30)).to.equal(0);
    expect(await remaining()).to.have.length(1);
  });

  it('are all looked at, however many there are', async () => {
    const facts = { name: 'a.pdf', type: 'application/pdf', bytes: 1, sha256: 'x', receivedSha256: 'x' };
    const many = Array.from({ length: 1203 }, () => ({
      ...facts,
      owner: new Types.ObjectId(),
      scan: 'clean' as const,
    }));
    await StoredFileRecord.insertMany(many.map((one) => ({ ...one, purpose: 'test.draft' })));
    await sweepOn(1);
    expect(await StoredFileRecord.countDocuments({ unusedSince: day(1) })).to.equal(1203);
  });
});

describe('the room for one person’s files', () => {
  useDatabase();
  let folder: string;
  const content = aPdf('x'.repeat(300_000));
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'layar-quota-'));
    installFiles({ ...fileConfig, dataDirectory: folder });
  });
  after(() => rm(folder, { recursive: true }));

  const keepFor = (owner: Types.ObjectId) =>
    transaction(async (session) =>
      keepFile(await writeReceivedFile(folder, content), { owner, purpose: 'test.draft' }, session),
    );

  it('counts what was sent, and not what the school made', async () => {
    const owner = new Types.ObjectId();
    await keepFor(owner);
    await keepBytes(content, { name: 'a.pdf', kind: 'pdf', owner, purpose: 'test.certificate' });
    expect(await roomOf(owner)).to.deep.equal({ used: content.length, max: 1_000_000 });
    expect(await roomOf(new Types.ObjectId())).to.deep.equal({ used: 0, max: 1_000_000 });
  });

  it('ends at the quota, and is there again once files are removed', async () => {
    const owner = new Types.ObjectId();
    const first = await keepFor(owner);
    await keepFor(owner);
    await keepFor(owner);
    const refused = await keepFor(owner).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(QuotaFull);
    expect(refused)
      .to.have.property('room')
      .that.deep.equals({ used: 3 * content.length, max: 1_000_000 });
    await StoredFileRecord.deleteOne({ _id: first.id });
    await keepFor(owner);
  });

  it('is not overrun by files that come at the same time, nor by the very first ones', async () => {
    const owner = new Types.ObjectId();
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => keepFor(owner)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).to.have.length(3);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).to.be.instanceOf(QuotaFull);
    expect((await roomOf(owner)).used).to.equal(3 * content.length);
  });
});
