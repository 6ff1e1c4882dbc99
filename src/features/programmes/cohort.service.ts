import type { Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import { type CohortRecord, CohortModel } from './cohort.model.ts';
import { type CohortState, nextCohortStates } from './cohort.rules.ts';
import { findProgramme } from './programme.service.ts';

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
});

/**
 * A planned cohort with all its seats. The programme's rules are copied, so that changing them later changes nothing for
 * those who applied under them. Throws a duplicate error (isDuplicate) when the programme has a cohort of this number.
 */
export function createCohort(programmeId: string, input: NewCohort, by: string): Promise<Cohort> {
  return transaction(async (session) => {
    const programme = await findProgramme(programmeId);
    if (!programme) throw new NotFound();
    const { city, body, eligibility, completion } = programme;
    const pinned = { programme: programmeId, city: city.code, body, eligibility, completion };
    const cohort = { ...input, ...pinned, seatsLeft: input.seats, state: 'planned' as const };
    const [made] = await CohortModel.create([cohort], { session });
    const target = { kind: 'cohort', id: made!.id };
    await recordAudit({ actor: by, action: 'programmes.createCohort', target, after: cohort }, session);
    return plainCohort(made!.toObject());
  });
}

/** Opens a cohort for applications, starts it, or ends it. Throws Conflict when it is no longer in state `from`. */
export function moveCohort(id: string, from: CohortState, to: CohortState, by: string): Promise<void> {
  return transaction(async (session) => {
    const isNext = nextCohortStates[from].includes(to);
    const { matchedCount } = isNext
      ? await CohortModel.updateOne({ _id: id, state: from }, { $set: { state: to } }, { session })
      : { matchedCount: 0 };
    if (matchedCount === 0) throw new Conflict('programmes.stateChanged');
    const target = { kind: 'cohort', id };
    await recordAudit({ actor: by, action: 'programmes.moveCohort', target, detail: { from, to } }, session);
  });
}
