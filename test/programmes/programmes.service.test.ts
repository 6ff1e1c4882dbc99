import { expect } from 'chai';
import {
  createCentre,
  createCohort,
  findCohort,
  findProgramme,
  listOpenCohorts,
  moveCohort,
  moveProgramme,
  takeSeat,
} from '../../src/features/programmes/index.ts';
import { changeProgramme } from '../../src/features/programmes/programme.service.ts';
import { changeSeats } from '../../src/features/programmes/seat.service.ts';
import { isDuplicate, transaction } from '../../src/platform/database.ts';
import { Conflict } from '../../src/platform/errors.ts';
import { useDatabase } from '../support/database.ts';
import { aNewCohort, anOpenCohort, aProgramme, enrolmentTime } from './a-programme.ts';

const admin = '1'.repeat(24);
const outcomes = async (attempts: Promise<unknown>[]) =>
  (await Promise.allSettled(attempts)).map((one) =>
    one.status === 'fulfilled' ? one.value : one.reason.constructor.name,
  );

describe('programmes and cohorts', () => {
  useDatabase();

  it('pins the rules of the programme to a cohort', async () => {
    const cohort = await aNewCohort();
    const programme = (await findProgramme(cohort.programme))!;
    const { id: _id, slug: _slug, state: _state, revision, ...rest } = programme;
    const completion = { ...programme.completion, attendancePercent: 50 };
    await changeProgramme(programme.id, revision, { ...rest, completion }, admin);
    expect((await findCohort(cohort.id))?.completion.attendancePercent).to.equal(80);
    expect((await findProgramme(programme.id))?.completion.attendancePercent).to.equal(50);
  });

  it('lets one of two people who change a programme at once win, and tells the other', async () => {
    const { programme } = await aProgramme();
    const { id: _id, slug: _slug, state: _state, revision, ...rest } = programme;
    const change = (organiser: string) => changeProgramme(programme.id, revision, { ...rest, organiser }, admin);
    const results = await outcomes([change('Dinas A'), change('Dinas B')]);
    expect(results.filter((one) => one === 'Conflict')).to.have.length(1);
  });

  it('moves a cohort on once', async () => {
    const cohort = await aNewCohort();
    const results = await outcomes(Array.from({ length: 5 }, () => moveCohort(cohort.id, 'open', admin)));
    expect(results.filter((one) => one === 'Conflict')).to.have.length(4);
    await expectConflict(moveCohort(cohort.id, 'end', admin));
  });

  const closedAt = new Date('2026-11-21T14:03+07:00');
  const [lastMoment, dayAfter] = [new Date('2026-11-22T14:02:59.999+07:00'), new Date('2026-11-22T14:03+07:00')];

  it('keeps a closed programme closed, after a day', async () => {
    const { programme } = await aProgramme();
    await moveProgramme(programme.id, 'open', admin, closedAt);
    await moveProgramme(programme.id, 'close', admin, closedAt);
    await expectConflict(moveProgramme(programme.id, 'reopen', admin, dayAfter));
    await moveProgramme(programme.id, 'reopen', admin, lastMoment);
    expect(await findProgramme(programme.id))
      .to.include({ state: 'open' })
      .and.not.have.property('closedAt');
    await expectConflict(moveProgramme(programme.id, 'open', admin, lastMoment));
  });

  it('takes the end of a cohort back, for a day, and whoever comes second finds it done', async () => {
    const cohort = await anOpenCohort();
    await moveCohort(cohort.id, 'closeApplications', admin, closedAt);
    const ends = await outcomes(Array.from({ length: 4 }, () => moveCohort(cohort.id, 'end', admin, closedAt)));
    expect(ends.filter((one) => one === 'Conflict')).to.have.length(3);
    await expectConflict(moveCohort(cohort.id, 'reopen', admin, dayAfter));
    await expectConflict(moveCohort(cohort.id, 'reopenApplications', admin, lastMoment));
    const backs = await outcomes(Array.from({ length: 4 }, () => moveCohort(cohort.id, 'reopen', admin, lastMoment)));
    expect(backs.filter((one) => one === 'Conflict')).to.have.length(3);
    expect(await findCohort(cohort.id))
      .to.include({ state: 'running' })
      .and.not.have.property('movedAt');
    // Taking an end back is no start: that one may be months old.
    await expectConflict(moveCohort(cohort.id, 'reopenApplications', admin, lastMoment));
  });

  it('takes a start that was pressed by mistake back, for a day', async () => {
    const cohort = await anOpenCohort();
    await moveCohort(cohort.id, 'closeApplications', admin, closedAt);
    await expectConflict(moveCohort(cohort.id, 'reopenApplications', admin, dayAfter));
    await moveCohort(cohort.id, 'reopenApplications', admin, lastMoment);
    expect(await findCohort(cohort.id))
      .to.include({ state: 'open' })
      .and.not.have.property('movedAt');
  });

  it('opens nothing in a closed programme', async () => {
    const cohort = await anOpenCohort();
    await moveCohort(cohort.id, 'closeApplications', admin, closedAt);
    await moveProgramme(cohort.programme, 'close', admin, closedAt);
    await expectConflict(createCohort(cohort.programme, { ...cohort, number: 77 }, admin));
    await expectConflict(moveCohort(cohort.id, 'reopenApplications', admin, closedAt));
    expect(await transaction((session) => takeSeat(cohort.id, session))).to.equal(false);
    // What learns in it goes on, to its end.
    await moveCohort(cohort.id, 'end', admin, closedAt);
  });

  it('refuses a second cohort of the same number and a second centre of the same name', async () => {
    const cohort = await aNewCohort();
    const again = createCohort(cohort.programme, cohort, admin);
    expect(isDuplicate(await again.catch((error: unknown) => error))).to.equal(true);
    const centre = { name: 'BLK Benda', address: 'Jl. Uji 2', city: '36.71', capacity: 20 };
    await createCentre(centre, admin);
    expect(isDuplicate(await createCentre(centre, admin).catch((error: unknown) => error))).to.equal(true);
  });

  it('lists a cohort for applicants only while it and its programme are open', async () => {
    const planned = await aNewCohort();
    const open = await anOpenCohort();
    const ids = async (now: Date) => (await listOpenCohorts(now)).map(({ cohort }) => cohort.id);
    expect(await ids(enrolmentTime))
      .to.include(open.id)
      .and.not.include(planned.id);
    expect(await ids(new Date(open.applicationsUntil.getTime() + 1))).to.not.include(open.id);
    await moveProgramme(open.programme, 'close', admin);
    expect(await ids(enrolmentTime)).to.not.include(open.id);
  });
});

describe('the seats of a cohort', () => {
  useDatabase();
  const take = (cohortId: string) => transaction((session) => takeSeat(cohortId, session));
  const seatsLeft = async (cohortId: string) => (await findCohort(cohortId))!.seatsLeft;

  it('go to as many as there are, however many ask at once', async () => {
    const { id } = await anOpenCohort({ seats: 3 });
    const results = await Promise.all(Array.from({ length: 12 }, () => take(id)));
    expect(results.filter(Boolean)).to.have.length(3);
    expect(await seatsLeft(id)).to.equal(0);
  });

  it('come back when a transaction is given up', async () => {
    const { id } = await anOpenCohort({ seats: 1 });
    const given = transaction(async (session) => {
      await takeSeat(id, session);
      throw new Conflict('programmes.stateChanged');
    });
    await expectConflict(given);
    expect(await seatsLeft(id)).to.equal(1);
  });

  it('can be added, and taken away as far as they are free', async () => {
    const { id } = await anOpenCohort({ seats: 2 });
    await take(id);
    expect(await changeSeats(id, 3, 1000, admin)).to.equal(true);
    expect(await seatsLeft(id)).to.equal(4);
    expect(await changeSeats(id, 6, 10, admin)).to.equal(false);
    expect(await changeSeats(id, -5, 1000, admin)).to.equal(false);
    expect(await changeSeats(id, -4, 1000, admin)).to.equal(true);
    expect((await findCohort(id))!.seats).to.equal(1);
  });

  it('are not given once the cohort has ended', async () => {
    const { id } = await anOpenCohort();
    await moveCohort(id, 'closeApplications', admin);
    await moveCohort(id, 'end', admin);
    expect(await take(id)).to.equal(false);
  });
});

async function expectConflict(attempt: Promise<unknown>): Promise<void> {
  const error = await attempt.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).to.be.instanceOf(Conflict);
}
