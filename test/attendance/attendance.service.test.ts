import { expect } from 'chai';
import { grantRole } from '../../src/features/accounts/index.ts';
import { attendanceOfMany, planSession, recordAttendance, teachersOf } from '../../src/features/attendance/index.ts';
import { findSession, nextSession, sessionsAheadOf } from '../../src/features/attendance/session.service.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { now } from '../../src/platform/clock.ts';
import { auditEntries } from '../support/audit.ts';
import { useApp } from '../support/app.ts';
import { aCohort, aLearner } from '../support/classroom.ts';
import { aMeeting, anId } from './a-meeting.ts';

describe('class sessions', () => {
  useApp();
  let cohort: Cohort;
  before(async () => {
    cohort = await aCohort(now());
  });

  it('are planned once, however often the plan is sent', async () => {
    const startsAt = new Date(now().getTime() + 86_400_000);
    const plan = {
      startsAt,
      endsAt: new Date(startsAt.getTime() + 3_600_000),
      place: 'A',
      topic: 'B',
      teacher: anId(),
    };
    const sent = await Promise.all([1, 2, 3].map(() => planSession(cohort.id, plan, anId())));
    expect(sent.filter((one) => one !== undefined)).to.have.length(1);
  });

  it('have a next one: that which is not over yet', async () => {
    const own = await aCohort(now());
    const inHours = (hours: number) => new Date(now().getTime() + hours * 3_600_000);
    await aMeeting(own, now(), { startsAt: inHours(-5) });
    expect(await nextSession({ ...own, state: 'running' }, now())).to.equal(undefined);
    await aMeeting(own, now(), { startsAt: inHours(48), topic: 'Lusa' });
    expect((await nextSession({ ...own, state: 'running' }, now()))!.topic).to.equal('Lusa');
    await aMeeting(own, now(), { startsAt: inHours(-0.25), topic: 'Sedang berjalan' });
    expect((await nextSession({ ...own, state: 'running' }, now()))!.topic).to.equal('Sedang berjalan');
  });

  it('are none to come once the cohort was ended, whatever the plan says', async () => {
    const own = await aCohort(now());
    await aMeeting(own, now(), { startsAt: new Date(now().getTime() + 48 * 3_600_000), topic: 'Lusa' });
    const [running, ended] = [{ ...own, state: 'running' } as const, { ...own, state: 'ended' } as const];
    expect(await nextSession(ended, now())).to.equal(undefined);
    expect((await sessionsAheadOf([running], now())).get(own.id)?.next?.topic).to.equal('Lusa');
    expect((await sessionsAheadOf([ended], now())).get(own.id)).to.deep.equal({ left: 0 });
  });
});

describe('taking attendance', () => {
  useApp();
  let cohort: Cohort;
  const [ani, budi] = [anId(), anId()];
  before(async () => {
    cohort = await aCohort(now());
  });

  it('is kept for each learner, and an excuse does not count', async () => {
    const learners = await Promise.all([1, 2, 3].map(() => aLearner(cohort, now())));
    const [one, two, three] = learners.map(({ enrolment }) => enrolment.id) as [string, string, string];
    const [first, second] = [await aMeeting(cohort, now()), await aMeeting(cohort, now())];
    const record = (meeting: typeof first, ...statuses: [string, 'present' | 'absent' | 'excused'][]) =>
      recordAttendance(meeting, { seen: 0, statuses: new Map(statuses), by: ani }, now());
    await record(first, [one, 'present'], [two, 'absent'], [three, 'excused']);
    await record(second, [one, 'present'], [two, 'present'], [three, 'present']);
    expect((await attendanceOfMany([one])).get(one)).to.deep.equal({ held: 2, present: 2, share: 1 });
    expect(Object.fromEntries(await attendanceOfMany([two, three, anId()]))).to.deep.include({
      [two]: { held: 2, present: 1, share: 0.5 },
      [three]: { held: 1, present: 1, share: 1 },
    });
  });

  it('changes nothing when it is sent twice, and takes a correction with who made it', async () => {
    const { enrolment } = await aLearner(cohort, now());
    const meeting = await aMeeting(cohort, now());
    const say = (status: 'present' | 'absent', seen: number, by: string) =>
      recordAttendance(meeting, { seen, statuses: new Map([[enrolment.id, status]]), by }, now());
    expect(await say('absent', 0, ani)).to.equal('done');
    expect(await say('absent', 0, ani)).to.equal('done');
    expect((await findSession(meeting.id))!.revision).to.equal(1);
    expect(await say('present', 1, budi)).to.equal('done');
    expect(await findSession(meeting.id)).to.include({ revision: 2, recordedBy: budi });

    const corrections = await auditEntries({ action: 'attendance.correct', 'target.id': meeting.id });
    expect(corrections.map(({ actor, detail }) => [actor, JSON.parse(detail!)])).to.deep.equal([
      [budi, { enrolment: enrolment.id, from: 'absent', to: 'present' }],
    ]);
  });

  it('lets one of two people who take it at once win', async () => {
    const { enrolment } = await aLearner(cohort, now());
    const meeting = await aMeeting(cohort, now());
    const both = await Promise.all(
      (['present', 'absent'] as const).map((status) =>
        recordAttendance(meeting, { seen: 0, statuses: new Map([[enrolment.id, status]]), by: ani }, now()),
      ),
    );
    expect(both.sort()).to.deep.equal(['done', 'stale']);
  });

  it('tells who taught a learner: the teacher, who took attendance, and the instructors of now', async () => {
    const { enrolment } = await aLearner(cohort, now());
    const { account: instructor } = await aLearner(await aCohort(now()), now());
    await grantRole(instructor, { role: 'instructor', scope: cohort.id }, ani, now());
    const meeting = await aMeeting(cohort, now());
    expect(await teachersOf(enrolment.id)).to.deep.equal([instructor]);
    await recordAttendance(meeting, { seen: 0, statuses: new Map([[enrolment.id, 'present']]), by: budi }, now());
    expect((await teachersOf(enrolment.id)).sort()).to.deep.equal([instructor, meeting.teacher, budi].sort());
  });
});
