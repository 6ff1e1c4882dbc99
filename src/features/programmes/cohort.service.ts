import mongoose, { type Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { now as serverTime } from '../../platform/clock.ts';
import { transaction } from '../../platform/database.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import { publish } from '../../platform/events.ts';
import { createOne } from '../../platform/model.ts';
import { type CohortRecord, CohortModel } from './cohort.model.ts';
import { type CohortState, nextCohortStates, wayBack } from './cohort.rules.ts';
import { undoableSince } from './programme.rules.ts';
import { findProgramme, isClosed } from './programme.service.ts';

export type Cohort = Omit<CohortRecord, 'programme' | 'body' | 'centre'> & {
  id: string;
  programme: string;
  body: string;
  centre: string;
};

/** What is decided for one cohort; city, body and rules come from its programme. */
export type NewCohort = Pick<
  Cohort,
  | 'centre'
  | 'number'
  | 'name'
  | 'startsOn'
  | 'endsOn'
  | 'applicationsUntil'
  | 'examOn'
  | 'seats'
  | 'curriculum'
  | 'scheme'
>;

export type StoredCohort = CohortRecord & { _id: Types.ObjectId };

export const plainCohort = (stored: StoredCohort): Cohort => ({
  id: String(stored._id),
  programme: String(stored.programme),
  city: stored.city,
  body: String(stored.body),
  centre: String(stored.centre),
  number: stored.number,
  name: stored.name,
  startsOn: stored.startsOn,
  endsOn: stored.endsOn,
  applicationsUntil: stored.applicationsUntil,
  examOn: stored.examOn,
  seats: stored.seats,
  seatsLeft: stored.seatsLeft,
  curriculum: stored.curriculum,
  scheme: stored.scheme,
  eligibility: stored.eligibility,
  completion: stored.completion,
  state: stored.state,
  ...(stored.movedAt ? { movedAt: stored.movedAt } : {}),
});

/**
 * A planned cohort with all its seats. The programme's rules are copied, so that changing them later changes nothing for
 * those who applied under them. Throws a duplicate error (isDuplicate) when the programme has a cohort of this number.
 */
export function createCohort(programmeId: string, input: NewCohort, by: string): Promise<Cohort> {
  return transaction(async (session) => {
    const programme = await findProgramme(programmeId);
    if (!programme) throw new NotFound();
    if (programme.state === 'closed') throw new Conflict('programmes.programmeClosed');
    const { city, body, eligibility, completion } = programme;
    const pinned = { programme: programmeId, city: city.code, body, eligibility, completion };
    const cohort = { ...input, ...pinned, seatsLeft: input.seats, state: 'planned' as const };
    const made = await createOne(CohortModel, cohort, session);
    const target = { kind: 'cohort', id: String(made._id) };
    await recordAudit({ actor: by, action: 'programmes.createCohort', target, after: cohort }, session);
    return plainCohort(made);
  });
}

type Move = Readonly<{ from: CohortState; to: CohortState }>;

/**
 * Opens a cohort for applications, starts it, ends it, or, for a day, takes the start or the end back. Throws Conflict when
 * it is no longer in state `from`, when the day is over, or when its programme is closed and would take applications.
 */
export function moveCohort(
  id: string,
  from: CohortState,
  to: CohortState,
  by: string,
  now: Date = serverTime(),
): Promise<void> {
  return transaction(async (session) => {
    const moved = await CohortModel.findOneAndUpdate(
      { _id: id, ...movable({ from, to }, now) },
      moveTo({ from, to }, now),
      { session },
    ).lean();
    if (!moved) throw new Conflict('programmes.stateChanged');
    if (to === 'open' && (await isClosed(String(moved.programme), session))) {
      throw new Conflict('programmes.programmeClosed');
    }
    const target = { kind: 'cohort', id };
    await recordAudit({ actor: by, action: 'programmes.moveCohort', target, detail: { from, to } }, session);
    if (to === 'ended') await publish('cohort.ended', { cohort: id, at: now.toISOString() }, session);
    if (from === 'ended') await publish('cohort.reopened', { cohort: id, at: now.toISOString() }, session);
  });
}

/** An end that was taken back leaves no moment behind: the start before it is not undone in its stead. */
const moveTo = ({ from, to }: Move, now: Date) =>
  to === 'open' || from === 'ended'
    ? { $set: { state: to }, $unset: { movedAt: 1 as const } }
    : { $set: { state: to, movedAt: now } };

/** What a stored cohort must be like to be moved so; a way back is open for a day. */
function movable({ from, to }: Move, now: Date) {
  if (nextCohortStates({ state: from }, 'open').includes(to)) return { state: from };
  if (wayBack({ state: from, movedAt: now }, now) !== to) throw new Conflict('programmes.stateChanged');
  return { state: from, movedAt: mongoose.trusted({ $gt: undoableSince(now) }) };
}
