/** Every update says what it wants to find; whoever does not look whether it found it stands here with the reason. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { changeOne, defineModel } from '../src/platform/model.ts';
import { useDatabase } from './support/database.ts';

/** By file and the model that is changed. To make a document where there is none (upsert) is no condition, and not listed. */
const unconditional: Readonly<Record<string, string>> = {
  'accounts/link.service.ts OneTimeLink': 'ends all that are left, which may be none',
  'accounts/sign-in.service.ts Account': 'an account that is gone has no language, no session and no hash to renew',
  'admissions/application.service.ts ApplicationModel':
    'taken up again in another tab it is the draft that is read next',
  'admissions/business.service.ts BusinessModel': 'its owner says what it is called, others only join it',
  'admissions/enrolment.service.ts EnrolmentModel': 'noted before is noted',
  'assessors/assessor.service.ts AssessorModel': 'a load of none does not go below',
  'certificates/held.service.ts HeldModel': 'what is not held needs no release',
  'courses/curriculum.service.ts Shelf': 'after another process has made it; nothing takes one away',
  'platform/audit-chain.ts AuditWaiting': 'what another process has linked is known by its link',
  'platform/files/unused.jobs.ts StoredFileRecord': 'marks those that still are as they were read',
  'platform/lease.ts Lease': 'a lease that was lost is nobody’s to end or renew',
  'platform/mail/mail.outbox.ts OutboxMail': 'it was sent, whether its letter is still there or not',
};

const change =
  '(\\w+)\\s*\\.(?:updateOne|updateMany|findOneAndUpdate|replaceOne|deleteOne|deleteMany|findOneAndDelete|bulkWrite)\\(';
const dropped = new RegExp(`^\\s*(?:await )?(?:${change}|moveIfReady\\(\\s*(\\w+))`, 'gm');
/** Handed to a caller, who would have to look: a document or null says by itself whether it was found. */
const handedOn = new RegExp(
  `(?:=>|return)\\s+(?:await )?${change.replace('findOneAndUpdate|', '').replace('|findOneAndDelete', '')}`,
  'gm',
);
const bound = new RegExp(`const (\\w+|\\{[^}]*\\}) = \\(?await ${change}`, 'g');

const sourceNames = (): string[] =>
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => name.endsWith('.ts') && !name.startsWith('embedded/'));

function* unlooked(): Generator<string> {
  for (const name of sourceNames()) {
    const text = readFileSync(path.join('src', name), 'utf8');
    for (const { 0: found, 1: changed, 2: model = changed, index } of [
      ...text.matchAll(dropped),
      ...text.matchAll(handedOn),
    ]) {
      const statement = text.slice(index, text.indexOf(';\n', index + found.length));
      if (!/upsert: true|mongoose\.connection|writes|orFail/.test(statement))
        yield `${name.replace('features/', '')} ${model}`;
    }
  }
}

/** Names that an update's outcome was given and that nothing after it reads. */
function* unread(): Generator<string> {
  for (const name of sourceNames()) {
    const text = readFileSync(path.join('src', name), 'utf8');
    for (const { 0: found, 1: names = '', index } of text.matchAll(bound)) {
      const after = text.slice(index + found.length, text.indexOf('\n}\n', index));
      for (const one of names.match(/\w+(?=\s*[,}]|$)/g) ?? [])
        if (!new RegExp(`\\b${one}\\b`).test(after)) yield `${name} ${one}`;
    }
  }
}

describe('an update', () => {
  it('has its outcome read where it is given a name', () => {
    expect([...unread()]).to.deep.equal([]);
  });

  it('looks at what it matched, or is listed with the reason why not', () => {
    expect([...new Set(unlooked())].sort()).to.deep.equal(Object.keys(unconditional).sort());
  });

  describe('of one document', () => {
    useDatabase();
    type Lamp = { state: string };
    const Lamp = (mongoose.models.TestLamp ??
      defineModel<Lamp>('TestLamp', { state: { type: String, required: true } })) as mongoose.Model<Lamp>;

    it('changes the one that is in the state it names, and throws when there is none', async () => {
      const { _id } = await Lamp.create({ state: 'off' });
      const turnOn = () => changeOne(Lamp, { _id, state: 'off' }, { $set: { state: 'on' } });
      await turnOn();
      expect((await Lamp.findById(_id).lean())?.state).to.equal('on');
      const refused: unknown = await turnOn().catch((error: unknown) => error);
      expect(refused).to.include({ status: 409, reason: 'platform.changedMeanwhile' });
    });
  });
});
