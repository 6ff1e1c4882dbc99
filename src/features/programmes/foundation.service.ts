/** What a school needs before somebody can apply, and which of it there is. */
import { BodyModel } from './body.model.ts';
import { CentreModel } from './centre.model.ts';
import { CohortModel } from './cohort.model.ts';
import { cohortStates } from './cohort.states.ts';
import { ProgrammeModel } from './programme.model.ts';

export type Foundations = Readonly<{
  hasBody: boolean;
  hasCentre: boolean;
  /** The programme made first, where a first cohort is made. */
  programme: string | undefined;
  /** The cohort made first, where the first staff are invited. */
  cohort: string | undefined;
}>;

/** Undefined once a cohort was opened: the school stands, and one question says so. */
export async function findFoundations(): Promise<Foundations | undefined> {
  if ((await CohortModel.exists(cohortStates.where('opened'))) !== null) return undefined;
  const [body, centre, programme, cohort] = await Promise.all([
    BodyModel.exists({}),
    CentreModel.exists({}),
    ProgrammeModel.findOne({}, { _id: 1 }).sort({ _id: 1 }).lean(),
    CohortModel.findOne({}, { _id: 1 }).sort({ _id: 1 }).lean(),
  ]);
  return {
    hasBody: body !== null,
    hasCentre: centre !== null,
    programme: programme ? String(programme._id) : undefined,
    cohort: cohort ? String(cohort._id) : undefined,
  };
}
