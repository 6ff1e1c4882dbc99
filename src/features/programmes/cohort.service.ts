import mongoose, { type Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { now as serverTime } from '../../platform/clock.ts';
import { transaction } from '../../platform/database.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import { createOne } from '../../platform/model.ts';
import { move } from '../../platform/moves.ts';
import { type CohortRecord, CohortModel } from './cohort.model.ts';
import { type CohortMove, cohortStates } from './cohort.states.ts';
import { undoableSince } from './programme.rules.ts';
import { findProgramme, isClosed } from './programme.service.ts';
import { programmeStates } from './programme.states.ts';

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
    if (!programmeStates.can('planCohort', programme.state)) throw new Conflict('programmes.programmeClosed');
    const { city, body, eligibility, completion } = programme;
    const pinned = { programme: programmeId, city: city.code, body, eligibility, completion };
    const cohort = { ...input, ...pinned, seatsLeft: input.seats, ...cohortStates.after('plan') };
    const made = await createOne(CohortModel, cohort, session);
    const target = { kind: 'cohort', id: String(made._id) };
    await recordAudit({ actor: by, action: 'programmes.createCohort', target, after: cohort }, session);
    return plainCohort(made);
  });
}

/**
 * Opens a cohort for applications, closes them, ends it, or, for a day, takes one of the latter two back. Throws Conflict when
 * it is not in the state for it, when the day is over, or when its programme is closed and would take applications.
 */
export function moveCohort(id: string, act: CohortMove, by: string, now: Date = serverTime()): Promise<void> {
  const { from, undoes } = cohortStates.row(act);
  const inTime = undoes ? { movedAt: mongoose.trusted({ $gt: undoableSince(now) }) } : {};
  return transaction(async (session) => {
    const { programme, state } = await move(CohortModel, cohortStates, act, {
      filter: { _id: id, ...inTime },
      update: momentOf(act, now),
      event: () => ({ cohort: id, at: now.toISOString() }),
      otherwise: () => new Conflict('programmes.stateChanged'),
      session,
    });
    if (cohortStates.is('takesApplications', state) && (await isClosed(String(programme), session)))
      throw new Conflict('programmes.programmeClosed');
    const target = { kind: 'cohort', id };
    const detail = { from: from.join(), to: state };
    await recordAudit({ actor: by, action: 'programmes.moveCohort', target, detail }, session);
  });
}

/** An end that was taken back leaves no moment behind: what was done before it is not undone in its stead. */
const momentOf = (act: CohortMove, now: Date) =>
  act === 'closeApplications' || act === 'end' ? { $set: { movedAt: now } } : { $unset: { movedAt: 1 as const } };
