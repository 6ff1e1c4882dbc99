import { expect } from 'chai';
import { revokeRole } from '../../src/features/accounts/index.ts';
import { CaseModel } from '../../src/features/assessments/case.model.ts';
import { signMinute } from '../../src/features/panels/signing.service.ts';
import { changeMeeting } from '../../src/features/panels/meeting.service.ts';
import { findMinute } from '../../src/features/panels/minute.service.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { aCohort } from '../support/classroom.ts';
import { useApp } from '../support/app.ts';
import { addRole, again, aCase, anAssessor, aRecommendation, at } from '../assessments/a-case.ts';
import { aMinute, aPanel } from './a-minute.ts';

describe('what keeps a panel from deciding', () => {
  useApp();
  let cohort: Cohort;
  beforeEach(async () => {
    cohort = await aCohort(at);
    await anAssessor(cohort);
  });

  it('does not close with the assessor or a teacher of the candidate on it', async () => {
    const one = await aRecommendation(await aCase(cohort));
    const members = await aPanel(cohort, 4);
    await addRole(members[1]!.id, 'instructor', cohort.id);
    await addRole(one.recommendation!.by, 'panel-member', cohort.body);
    const minute = await aMinute(cohort, [members[0]!, members[1]!, { id: one.recommendation!.by }], [one]);
    const closing = await signMinute(minute, members[0]!.id, at);
    expect(closing).to.deep.include({ closed: false });
    expect('obstacles' in closing && closing.obstacles.panel).to.deep.equal([
      { kind: 'member', member: members[1]!.id, bar: 'taught', case: one.id },
      { kind: 'member', member: one.recommendation!.by, bar: 'is-assessor', case: one.id },
    ]);
    expect((await again(one)).state).to.equal('recommended');
  });

  it('does not close with a former mentor on it, nor on what one of them recommended', async () => {
    const one = await aRecommendation(await aCase(cohort));
    const members = await aPanel(cohort);
    const assessor = one.recommendation!.by;
    for (const id of [members[1]!.id, assessor]) {
      await addRole(id, 'mentor', cohort.id);
      await revokeRole(id, { role: 'mentor', scope: cohort.id }, 'system', at);
    }
    const closing = await signMinute(await aMinute(cohort, members, [one]), members[0]!.id, at);
    expect('obstacles' in closing && closing.obstacles.panel).to.deep.equal([
      { kind: 'assessor', assessor, bar: 'mentored', case: one.id },
      { kind: 'member', member: members[1]!.id, bar: 'mentored', case: one.id },
    ]);
  });

  it('does not close with somebody on it who declared a conflict with the candidate when asked to assess', async () => {
    const one = await aRecommendation(await aCase(cohort));
    const members = await aPanel(cohort);
    const decline = { assessor: members[1]!.id, name: 'Ani', kind: 'conflict' as const, reason: 'Sepupu.', at };
    await CaseModel.updateOne({ _id: one.id }, { $push: { declines: decline } });
    const closing = await signMinute(await aMinute(cohort, members, [one]), members[0]!.id, at);
    expect('obstacles' in closing && closing.obstacles.panel).to.deep.equal([
      { kind: 'member', member: members[1]!.id, bar: 'declared', case: one.id },
    ]);
  });

  it('does not close with somebody on it whose recommendation on the case was set aside', async () => {
    const one = await aRecommendation(await aCase(cohort));
    const members = await aPanel(cohort);
    const former = members[1]!.id;
    const { claims, consent, evidence, findings } = one;
    const recommendation = { ...one.recommendation!, by: former, fingerprint: 'f'.repeat(64) };
    const record = { recommendation, kind: 'licence' as const, reason: 'Dicabut.', by: members[0]!.id, at };
    await CaseModel.updateOne(
      { _id: one.id },
      { $push: { setAside: { ...record, claims, consent, evidence, findings } } },
    );
    const closing = await signMinute(await aMinute(cohort, members, [one]), members[0]!.id, at);
    expect('obstacles' in closing && closing.obstacles.panel).to.deep.equal([
      { kind: 'member', member: former, bar: 'examined', case: one.id },
    ]);
  });

  it('is not signed before the hour of its meeting, nor for one that came before the recommendation', async () => {
    const one = await aRecommendation(await aCase(cohort));
    const members = await aPanel(cohort);
    const minute = await aMinute(cohort, members, [one]);
    const meet = async (heldOn: Date) => {
      const { place, chair, members: present } = minute;
      const seen = (await findMinute(minute.id, [cohort.body]))!;
      await changeMeeting(seen, { heldOn, place, chair, members: present }, chair);
      return signMinute((await findMinute(minute.id, [cohort.body]))!, chair, at);
    };
    const day = 86_400_000;
    for (const wait of [day, 3_600_000, 60_000]) {
      const early = await meet(new Date(at.getTime() + wait));
      expect('obstacles' in early && early.obstacles.panel).to.deep.equal([{ kind: 'not-held-yet' }]);
    }
    const before = await meet(new Date(at.getTime() - day));
    expect('obstacles' in before && before.obstacles.panel).to.deep.equal([
      { kind: 'recommended-later', case: one.id },
    ]);
    expect((await findMinute(minute.id, [cohort.body]))!.signatures).to.deep.equal([]);
    expect(await meet(at)).to.include.keys('missing');
  });
});
