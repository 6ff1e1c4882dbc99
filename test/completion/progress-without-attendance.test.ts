import { expect } from 'chai';
import mongoose from 'mongoose';
import { StandingModel } from '../../src/features/completion/completion.model.ts';
import { measure } from '../../src/features/completion/completion.rules.ts';
import { progressWithoutAttendance } from '../../src/migrations/2026-11-30-progress-without-attendance.ts';
import { useDatabase } from '../support/database.ts';

const id = () => new mongoose.Types.ObjectId();

describe('shares that were stored when attendance counted', () => {
  useDatabase();

  it('are measured again from their parts, once, and newer ones are left alone', async () => {
    const parts = (read: number) => [
      { part: 'lessons', met: false, have: read, need: 8 },
      { part: 'quizzes', met: false, have: 0, need: 2 },
      { part: 'attendance', met: true, have: 100, need: 80 },
    ];
    const facts = { cohort: id(), account: id(), isComplete: false, readAt: new Date() };
    const [unopened, begun, newer] = [id(), id(), id()];
    await StandingModel.collection.insertMany([
      { ...facts, enrolment: unopened, parts: parts(0), share: 0.25 },
      { ...facts, enrolment: begun, parts: parts(4), share: 0.5 },
      { ...facts, enrolment: newer, parts: parts(4), share: 0.123, measure },
    ] as never);
    const run = () => progressWithoutAttendance.run(mongoose.connection.db!, () => {});
    expect([await run(), await run()]).to.deep.equal([2, 0]);
    const shareOf = async (enrolment: mongoose.Types.ObjectId) =>
      (await StandingModel.findOne({ enrolment }).lean())!.share;
    expect([await shareOf(unopened), await shareOf(begun), await shareOf(newer)]).to.deep.equal([0, 0.4, 0.123]);
  });
});
