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
  'admissions/business.service.ts BusinessModel': 'its owner says what it is called, others only join it',
  'admissions/enrolment.service.ts EnrolmentModel': 'noted before is noted',
  'assessments/assessor.service.ts AssessorModel': 'a load of none does not go below',
  'certificates/held.service.ts HeldModel': 'what is not held needs no release',
  'courses/curriculum.service.ts Shelf': 'after another process has made it; nothing takes one away',
  'platform/audit-chain.ts AuditWaiting': 'what another process has linked is known by its link',
  'platform/files/unused.jobs.ts StoredFileRecord': 'marks those that still are as they were read',
  'platform/lease.ts Lease': 'a lease that was lost is nobody’s to end or renew',
  'platform/mail/mail.outbox.ts OutboxMail': 'it was sent, whether its letter is still there or not',
};

const update =
  /^\s*await (\w+)\s*\.(?:updateOne|updateMany|findOneAndUpdate|replaceOne|deleteOne|deleteMany|findOneAndDelete|bulkWrite)\(/gm;

function* unlooked(): Generator<string> {
  const names = readdirSync('src', { recursive: true, encoding: 'utf8' }).map((name) => name.split(path.sep).join('/'));
  for (const name of names.filter((one) => one.endsWith('.ts') && !one.startsWith('embedded/'))) {
    const text = readFileSync(path.join('src', name), 'utf8');
    for (const { 0: found, 1: model, index } of text.matchAll(update)) {
      const statement = text.slice(index, text.indexOf(';\n', index + found.length));
      if (!/upsert: true|mongoose\.connection|writes/.test(statement))
        yield `${name.replace('features/', '')} ${model}`;
    }
  }
}

describe('an update', () => {
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
