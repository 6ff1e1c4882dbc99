import { writeFile } from 'node:fs/promises';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { type AuditFault, recordAudit, sealAudit, verifyAudit } from '../../src/platform/audit.ts';
import { anchorFile } from '../../src/platform/audit-anchor.ts';
import { emptyCollections, useDatabase } from '../support/database.ts';
import { useDirectory } from './use-keys.ts';

/** A chain of twelve links, its first ten noted by an anchor, and one entry that waits. All tampering goes past the models. */
const length = 12;
const anchored = 10;
const everyPosition = Array.from({ length }, (_, index) => index + 1);

type Id = mongoose.Types.ObjectId | number | string;
type Stored = { _id: Id; [field: string]: unknown };
const raw = (name: string) => mongoose.connection.db!.collection<Stored>(name);
const entries = () => raw('audit_entries');
const links = () => raw('audit_links');
const waiting = () => raw('audit_waiting');
const head = () => raw('audit_head');

const entryOf = async (seq: number): Promise<Id> => (await links().findOne({ _id: seq }))!.entry as Id;
const removeEntry = async (seq: number) => entries().deleteOne({ _id: await entryOf(seq) });
const removeFrom = async (first: number) => {
  for (const seq of everyPosition.filter((position) => position >= first)) await removeEntry(seq);
  await links().deleteMany({ _id: { $gte: first } });
};
const changeEntry = (change: Readonly<Record<string, unknown>>) => async (seq: number) =>
  entries().updateOne({ _id: await entryOf(seq) }, { $set: change });
const replaceLinks = async (...replacements: Stored[]) => {
  await links().deleteMany({ _id: { $in: replacements.map(({ _id }) => _id) } });
  await links().insertMany(replacements);
};
const exchange = (withEntry: boolean) => async (seq: number) => {
  const [one, other] = [await links().findOne({ _id: seq }), await links().findOne({ _id: (seq % length) + 1 })];
  const moved = withEntry
    ? (link: Stored) => ({ entry: link.entry })
    : (link: Stored) => ({ entry: link.entry, hash: link.hash });
  await replaceLinks({ ...one!, ...moved(other!) }, { ...other!, ...moved(one!) });
};
const lowerOfExchanged = (seq: number) => (seq === length ? 1 : seq);
const forgedEntry = async () => ({
  ...(await entries().findOne({ _id: await entryOf(1) }))!,
  _id: new mongoose.Types.ObjectId(),
});

describe('an audit trail that somebody altered', () => {
  useDatabase();
  const directory = useDirectory();
  const untouched = new Map<string, Stored[]>();
  const headAt = new Map<number, Stored>();
  let anchor = '';

  before(async () => {
    await emptyCollections();
    for (const seq of everyPosition) {
      await record(String(seq));
      await sealAudit(directory());
      headAt.set(seq, (await head().findOne())!);
    }
    await record('waiting');
    anchor = JSON.stringify({ at: '2026-11-22T02:00:00.000Z', seq: anchored, hash: headAt.get(anchored)!.hash });
    for (const { collectionName } of [entries(), links(), waiting(), head()]) {
      untouched.set(collectionName, await raw(collectionName).find().toArray());
    }
  });
  beforeEach(async () => {
    await writeFile(anchorFile(directory()), `${anchor}\n`);
    for (const [name, documents] of untouched) {
      await raw(name).deleteMany({});
      await raw(name).insertMany(documents);
    }
  });
  after(emptyCollections);

  const record = (id: string) => recordAudit({ actor: 'system', action: 'did', target: { kind: 'thing', id } });
  const expectBroken = async (brokenAt: unknown, why: AuditFault) =>
    expect(await verifyAudit(directory())).to.include({ ok: false, brokenAt, why });

  it('is whole before anybody touches it', async () => {
    expect(await verifyAudit(directory())).to.deep.equal({ ok: true, entries: length });
  });

  const tampering: [
    what: string,
    tamper: (seq: number) => Promise<unknown>,
    found: (seq: number) => [number, AuditFault],
  ][] = [
    ['another actor', changeEntry({ actor: 'nobody' }), (seq) => [seq, 'entry-or-order-changed']],
    ['another action', changeEntry({ action: 'undid' }), (seq) => [seq, 'entry-or-order-changed']],
    ['another target', changeEntry({ 'target.id': '99' }), (seq) => [seq, 'entry-or-order-changed']],
    ['another time', changeEntry({ at: new Date(0) }), (seq) => [seq, 'entry-or-order-changed']],
    ['another signature', changeEntry({ mac: 'x' }), (seq) => [seq, 'entry-or-order-changed']],
    ['one more field', changeEntry({ note: 'x' }), (seq) => [seq, 'entry-or-order-changed']],
    ['an entry less', removeEntry, (seq) => [seq, 'entry-missing']],
    [
      'a link less',
      (seq) => links().deleteOne({ _id: seq }),
      (seq) => [seq, seq < length ? 'link-missing' : 'end-missing'],
    ],
    [
      'another hash',
      (seq) => links().updateOne({ _id: seq }, { $set: { hash: 'x' } }),
      (seq) => [seq, 'entry-or-order-changed'],
    ],
    ['two entries exchanged', exchange(true), (seq) => [lowerOfExchanged(seq), 'entry-or-order-changed']],
    ['two links exchanged', exchange(false), (seq) => [lowerOfExchanged(seq), 'entry-or-order-changed']],
    ['nothing from here on', removeFrom, (seq) => [seq, 'end-missing']],
  ];
  for (const [what, tamper, found] of tampering) {
    for (const seq of everyPosition) {
      it(`is found out: ${what} at ${seq}`, async () => {
        await tamper(seq);
        await expectBroken(...found(seq));
      });
    }
  }

  for (const seq of everyPosition.filter((position) => position <= anchored)) {
    it(`is found out by its anchor: cut back to before ${seq}, with the head of that time`, async () => {
      await removeFrom(seq);
      await head().deleteMany({});
      if (seq > 1) await head().insertOne(headAt.get(seq - 1)!);
      await expectBroken(seq, 'anchor-contradicted');
    });
  }

  it('is found out: a head that is gone', async () => {
    await head().deleteMany({});
    await expectBroken(length, 'head-missing');
  });

  it('is found out: a head from an earlier day', async () => {
    await head().replaceOne({}, headAt.get(anchored)!);
    await expectBroken(anchored + 1, 'head-behind');
  });

  it('is found out: a head that was moved on or back without the key', async () => {
    await head().updateOne({}, { $set: { seq: length + 5 } });
    await expectBroken(length + 5, 'head-forged');
  });

  it('is found out: everything gone but the anchors', async () => {
    for (const name of untouched.keys()) await raw(name).deleteMany({});
    await expectBroken(1, 'anchor-contradicted');
  });

  it('is found out: an anchor that contradicts the chain', async () => {
    await writeFile(anchorFile(directory()), `${anchor.replace(String(headAt.get(anchored)!.hash), 'x')}\n`);
    await expectBroken(anchored, 'anchor-contradicted');
  });

  it('is found out: an anchor file that cannot be read', async () => {
    await writeFile(anchorFile(directory()), `${anchor.slice(0, 20)}\n`);
    await expectBroken(0, 'anchor-unreadable');
  });

  it('is found out: an entry slipped in without a link', async () => {
    const forged = await forgedEntry();
    await entries().insertOne(forged);
    await expectBroken(String(forged._id), 'entry-outside-chain');
  });

  it('is found out and never sealed: an entry slipped in as if it waited', async () => {
    const forged = await forgedEntry();
    await waiting().insertOne(forged);
    await expectBroken(String(forged._id), 'entry-forged');
    expect(await sealAudit(directory())).to.equal(1);
    await expectBroken(String(forged._id), 'entry-forged');
  });

  it('is found out, and keeps no other from being sealed: an entry in waiting without a signature', async () => {
    const _id = new mongoose.Types.ObjectId();
    await waiting().insertOne({ _id });
    await expectBroken(String(_id), 'entry-forged');
    expect(await sealAudit(directory())).to.equal(1);
    expect(await links().countDocuments()).to.equal(length + 1);
  });

  it('is whole again when a linked entry was put back among those that wait', async () => {
    await waiting().insertOne((await entries().findOne({ _id: await entryOf(3) }))!);
    await sealAudit(directory());
    expect(await verifyAudit(directory())).to.deep.equal({ ok: true, entries: length + 1 });
    expect(await waiting().countDocuments()).to.equal(0);
  });

  it('is found out: a link added at the end', async () => {
    const forged = await forgedEntry();
    await entries().insertOne(forged);
    await links().insertOne({ _id: length + 1, entry: forged._id, hash: 'x' });
    await expectBroken(length + 1, 'entry-or-order-changed');
  });

  it('is found out: a waiting entry changed', async () => {
    const { _id } = (await waiting().findOne())!;
    await waiting().updateOne({ _id }, { $set: { actor: 'nobody' } });
    await expectBroken(String(_id), 'entry-forged');
  });

  it('is found out: a waiting entry put among the linked ones', async () => {
    const entry = (await waiting().findOneAndDelete({}))!;
    await entries().insertOne(entry);
    await expectBroken(String(entry._id), 'entry-outside-chain');
  });
});
