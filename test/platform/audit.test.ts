import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { AuditEntry, AuditLink, AuditWaiting } from '../../src/platform/audit.model.ts';
import { type AuditEvent, recordAudit, sealAudit, verifyAudit } from '../../src/platform/audit.ts';
import { anchorFile, thinAnchors } from '../../src/platform/audit-anchor.ts';
import { acceptRestoredChain } from '../../src/platform/audit-restore.ts';
import { setClock } from '../../src/platform/clock.ts';
import { transaction } from '../../src/platform/database.ts';
import { emptyCollections, useDatabase } from '../support/database.ts';
import { useDirectory } from './use-keys.ts';

const anEvent = (more: Partial<AuditEvent> = {}): AuditEvent => ({
  actor: '65f0c0ffee0000000000abcd',
  action: 'certificates.revoke',
  target: { kind: 'certificate', id: '65f0c0ffee0000000000beef' },
  ...more,
});
const recordMany = async (count: number) => {
  for (let number = 1; number <= count; number += 1) await recordAudit(anEvent({ detail: { number } }));
};
const refusal = (work: Promise<unknown>) => work.then(String, (error: Error) => error.message);

describe('the audit trail', () => {
  useDatabase();
  const directory = useDirectory();
  beforeEach(async () => {
    await emptyCollections();
    await rm(anchorFile(directory()), { force: true });
  });

  it('holds who, what and which, and no person', async () => {
    const [before, after] = [
      { state: 'valid', name: 'Siti Nurhaliza' },
      { name: 'Siti Nurhaliza', state: 'revoked' },
    ];
    await recordAudit(anEvent({ before, after, detail: { reason: 'fraud' }, address: '203.0.113.77' }));
    const entry = await AuditWaiting.findOne().lean();
    expect(entry).to.include({
      action: 'certificates.revoke',
      network: '203.0.113.0/24',
      detail: '{"reason":"fraud"}',
    });
    expect(JSON.stringify(entry)).to.not.match(/Siti|203\.0\.113\.77/);
    expect(entry!.before).to.not.equal(entry!.after);
  });

  it('shares the fate of the change it tells of', async () => {
    const failed = transaction(async (session) => {
      await recordAudit(anEvent(), session);
      throw new Error('the change failed');
    });
    expect(await refusal(failed)).to.equal('the change failed');
    expect(await AuditWaiting.countDocuments()).to.equal(0);
  });

  it('is whole when empty, before sealing and after', async () => {
    expect(await verifyAudit(directory())).to.deep.equal({ ok: true, entries: 0 });
    await recordMany(3);
    expect(await verifyAudit(directory())).to.deep.equal({ ok: true, entries: 0 });
    expect(await sealAudit(directory())).to.equal(3);
    expect([await AuditEntry.countDocuments(), await AuditWaiting.countDocuments()]).to.deep.equal([3, 0]);
    expect(await verifyAudit(directory())).to.deep.equal({ ok: true, entries: 3 });
    expect(await sealAudit(directory())).to.equal(0);
  });

  it('is one chain when many seal at once while entries are written', async () => {
    const writing = Promise.all(
      Array.from({ length: 60 }, (_, number) => recordAudit(anEvent({ detail: { number } }))),
    );
    await Promise.all(Array.from({ length: 6 }, () => sealAudit(directory())));
    await writing;
    await sealAudit(directory());
    expect(await verifyAudit(directory())).to.deep.equal({ ok: true, entries: 60 });
    expect(await AuditWaiting.countDocuments()).to.equal(0);
  });

  it('seals more than one batch', async () => {
    await Promise.all(Array.from({ length: 450 }, () => recordAudit(anEvent())));
    expect(await sealAudit(directory())).to.equal(450);
    expect(await verifyAudit(directory())).to.deep.equal({ ok: true, entries: 450 });
  });

  it('notes its head outside the database with each seal', async () => {
    const start = new Date('2026-11-22T02:00:00Z').getTime();
    for (const seconds of [0, 10, 20]) {
      const restore = setClock(() => new Date(start + seconds * 1000));
      await recordMany(2);
      await sealAudit(directory());
      await sealAudit(directory()).finally(restore);
    }
    const lines = (await readFile(anchorFile(directory()), 'utf8')).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { seq: number }).seq)).to.deep.equal([2, 4, 6]);
    expect(await verifyAudit(directory())).to.deep.equal({ ok: true, entries: 6 });
  });

  for (const [what, kept] of [
    ['its newest entries', 5],
    ['all its entries', 0],
  ] as const) {
    it(`is found cut back a moment later, with the head of that time: ${what}`, async () => {
      const raw = (name: string) => mongoose.connection.db!.collection<{ _id: number | string }>(name);
      await recordMany(5);
      await sealAudit(directory());
      const head = await raw('audit_head').findOne();
      await recordMany(2);
      await sealAudit(directory());
      const cut = await raw('audit_links')
        .find({ _id: { $gt: kept } })
        .toArray();
      await raw('audit_entries').deleteMany({
        _id: { $in: cut.map((link) => (link as never as { entry: string }).entry) },
      });
      await raw('audit_links').deleteMany({ _id: { $gt: kept } });
      await raw('audit_head').deleteMany({});
      if (kept > 0) await raw('audit_head').insertOne(head!);
      const broken = { ok: false, why: 'anchor-contradicted', brokenAt: kept + 1 };
      expect(await verifyAudit(directory())).to.include(broken);
      // Whoever goes on from there contradicts the anchors too.
      await recordMany(9);
      await sealAudit(directory());
      expect(await verifyAudit(directory())).to.include({ ok: false, why: 'anchor-contradicted' });
    });
  }

  it('keeps its anchors few: the newest, the last of each day, and those that it fell behind', () => {
    const anchor = (at: string, seq: number) => ({ at: `2026-11-${at}:00.000Z`, seq, hash: `h${seq}` });
    const anchors = [
      anchor('20T01:00', 1),
      anchor('20T02:00', 2),
      anchor('20T03:00', 3),
      anchor('21T01:00', 9),
      anchor('21T02:00', 4),
      anchor('21T03:00', 5),
      anchor('21T04:00', 6),
      anchor('21T05:00', 7),
    ];
    expect(thinAnchors(anchors, 2).map(({ seq }) => seq)).to.deep.equal([3, 9, 6, 7]);
  });

  it('notes its head on a line of its own after one that lost its end', async () => {
    const start = new Date('2026-11-22T02:00:00Z').getTime();
    for (const hours of [0, 2]) {
      const restore = setClock(() => new Date(start + hours * 3_600_000));
      await recordMany(1);
      await sealAudit(directory()).finally(restore);
      const { length } = await readFile(anchorFile(directory()));
      await truncate(anchorFile(directory()), length - 1);
    }
    expect(await readFile(anchorFile(directory()), 'utf8')).to.match(/"seq":1.*\n.*"seq":2/);
    expect(await verifyAudit(directory())).to.deep.equal({ ok: true, entries: 2 });
  });

  it('goes on being sealed when its notes are damaged, and leaves them as they are', async () => {
    await writeFile(anchorFile(directory()), 'half a li');
    await recordMany(2);
    expect(await sealAudit(directory())).to.equal(2);
    expect(await readFile(anchorFile(directory()), 'utf8')).to.equal('half a li');
  });

  it('records that anchors were set aside by a restore, and nothing when they reach no further than the chain', async () => {
    await recordMany(2);
    await sealAudit(directory());
    const at = new Date('2026-11-22T02:00:00Z');
    expect(await acceptRestoredChain(directory(), at)).to.equal(undefined);
    expect(await AuditWaiting.countDocuments()).to.equal(0);

    await emptyCollections();
    const file = path.join(directory(), 'audit-anchors.2026-11-22T020000.000Z.jsonl');
    expect(await acceptRestoredChain(directory(), at)).to.deep.equal({ anchored: 2, restored: 0, file });
    const detail = '{"anchored":2,"restored":0}';
    expect(await AuditWaiting.findOne().lean()).to.include({ actor: 'system', action: 'audit.restored', detail });
    expect(await readFile(file, 'utf8')).to.match(/"seq":2/);
    expect(await verifyAudit(directory())).to.deep.equal({ ok: true, entries: 0 });
  });

  const changes: [what: string, change: () => Promise<unknown>][] = [
    ['updateOne', () => AuditEntry.updateOne({}, { $set: { actor: 'x' } }).exec()],
    ['updateMany', () => AuditEntry.updateMany({}, { $set: { actor: 'x' } }).exec()],
    ['replaceOne', () => AuditLink.replaceOne({}, { hash: 'x' }).exec()],
    ['findOneAndUpdate', () => AuditEntry.findOneAndUpdate({}, { $set: { actor: 'x' } }).exec()],
    ['findOneAndReplace', () => AuditEntry.findOneAndReplace({}, {}).exec()],
    ['findOneAndDelete', () => AuditEntry.findOneAndDelete({}).exec()],
    ['deleteOne', () => AuditLink.deleteOne({}).exec()],
    ['deleteMany', () => AuditEntry.deleteMany({}).exec()],
    ['bulkWrite', () => AuditEntry.bulkWrite([{ deleteMany: { filter: {} } }])],
    ['save', async () => (await AuditEntry.findOne())!.set('actor', 'x').save()],
    ['a document deleting itself', async () => (await AuditEntry.findOne())!.deleteOne()],
    ['a document updating itself', async () => (await AuditEntry.findOne())!.updateOne({ $set: { actor: 'x' } })],
  ];
  for (const [what, change] of changes) {
    it(`cannot be changed by ${what}`, async () => {
      await recordMany(1);
      await sealAudit(directory());
      expect(await refusal(change())).to.match(/only ever added to/);
      expect(await verifyAudit(directory())).to.deep.equal({ ok: true, entries: 1 });
    });
  }
});
