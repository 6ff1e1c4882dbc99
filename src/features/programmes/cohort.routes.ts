import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { confirmed, type Question, withoutConfirmation } from '../../platform/confirmed.ts';
import { isDuplicate } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { type FormErrors, type FormValues, readForm, typedValues } from '../../platform/forms.ts';
import { guard, type GuardedRequest, withAbilities } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { latestScheme, listCurricula } from '../courses/index.ts';
import { findCentre, listCentresIn } from './centre.service.ts';
import { type CohortForm, cohortForm, cohortFrom, datesOf, seatsForm } from './cohort.form.ts';
import { cohortPage, newCohortPage, oddDatesQuestion } from './cohort.page.ts';
import { findOddities } from './cohort.rules.ts';
import { type Cohort, createCohort } from './cohort.service.ts';
import { loadCohort } from './cohort-place.service.ts';
import { loadProgramme } from './programme-place.service.ts';
import { cohortPolicy, programmePolicy } from './programme.policy.ts';
import type { Programme } from './programme.service.ts';
import { programmeStates } from './programme.states.ts';
import { programmePaths } from './programmes.paths.ts';
import { changeSeats } from './seat.service.ts';

export const cohortRoutes = Router();

const { manage, follow, teach, verify } = cohortPolicy;
const loadNewCohort = withAbilities(loadChoices, { makeCentre: programmePolicy.manageSystem });
const loadPlace = withAbilities(loadCohort, { manage, follow, teach, verify });

cohortRoutes.get(
  programmePaths.newCohort.pattern,
  guard(programmePolicy.manage, loadNewCohort, (_req, res, choices) =>
    page(res, 'programmes/new-cohort', newCohortPage(choices, choices, speechOf(res))),
  ),
);

cohortRoutes.post(
  programmePaths.newCohort.pattern,
  guard(
    programmePolicy.manage,
    loadNewCohort,
    confirmed(askAboutDates, async (req, res, choices) => {
      const form = readForm(formFor(choices), req.body);
      const made = form.ok ? await openCohort(choices, form.value, req.actor.id) : { errors: form.errors };
      if ('errors' in made) return showFormAgain(res.status(422), choices, typedValues(req.body), made.errors);
      flash(req, 'programmes.cohortMade', { name: made.name });
      seeOther(res, programmePaths.cohort(made.id));
    }),
  ),
);

type Choices = Awaited<ReturnType<typeof loadNewCohort>>;

const formFor = ({ centres, curricula }: Choices) => {
  const versions = curricula.map(({ version }) => version);
  return cohortForm(centres, versions, now());
};

function showFormAgain(res: Response, choices: Choices, values: FormValues, errors: FormErrors): void {
  page(res, 'programmes/new-cohort', {
    ...newCohortPage(choices, choices, speechOf(res)),
    values,
    errors,
  });
}

/** Dates that are possible but seldom meant are asked about; wrong ones the form refuses. */
function askAboutDates(req: { body: unknown }, res: Response, choices: Choices): Question | undefined {
  const typed = withoutConfirmation(req.body);
  const form = readForm(formFor(choices), typed);
  const course = form.ok && choices.curricula.find(({ version }) => version === form.value.curriculum);
  const oddities = form.ok && course ? findOddities(datesOf(form.value), course.weeks, now()) : [];
  if (!form.ok || oddities.length === 0) return undefined;
  const question = oddDatesQuestion(choices, form.value.name, oddities, speechOf(res));
  return { ...question, change: () => showFormAgain(res, choices, typedValues(typed), {}) };
}

cohortRoutes.get(
  programmePaths.cohort.pattern,
  guard(cohortPolicy.read, loadPlace, async (_req, res, place) => {
    const centre = await findCentre(place.cohort.centre);
    page(res, 'programmes/cohort', cohortPage({ ...place, centre }, speechOf(res), now()));
  }),
);

cohortRoutes.post(
  programmePaths.seats.pattern,
  guard(cohortPolicy.manage, loadPlace, async (req, res, place) => {
    const form = readForm(seatsForm, req.body);
    const errors = form.ok ? await setSeats(place.cohort, form.value, req.actor.id) : form.errors;
    if (!errors) {
      flash(req, 'programmes.seatsChanged');
      return seeOther(res, programmePaths.cohort(place.cohort.id));
    }
    const centre = await findCentre(place.cohort.centre);
    const model = cohortPage({ ...place, centre }, speechOf(res), now());
    pageAgain(res, 'programmes/cohort', { ...model, values: typedValues(req.body), errors });
  }),
);

async function loadChoices(req: GuardedRequest<{ programmeId: string }>) {
  const programme = await loadProgramme(req);
  if (!programmeStates.can('planCohort', programme.state)) throw new Conflict('programmes.programmeClosed');
  const [centres, published] = await Promise.all([listCentresIn(programme.city.code), listCurricula()]);
  const curricula = published.filter(({ slug }) => slug === programme.course);
  return { ...programme, centres, curricula };
}

/** The scheme's latest version is pinned with the cohort, as the chosen curriculum is. */
async function openCohort(
  programme: Programme,
  form: CohortForm,
  by: string,
): Promise<Cohort | { errors: FormErrors }> {
  const scheme = await latestScheme(programme.scheme);
  if (!scheme) return { errors: { curriculum: { key: 'programmes.schemeMissing', values: {} } } };
  try {
    return await createCohort(programme.id, cohortFrom(form, scheme.version), by);
  } catch (error) {
    if (isDuplicate(error)) return { errors: { number: { key: 'programmes.numberTaken', values: {} } } };
    throw error;
  }
}

/** Seats are added or removed as a difference to what the page had shown, so that two changes at once both count. */
async function setSeats(
  cohort: Cohort,
  { seats, seen }: { seats: number; seen: number },
  by: string,
): Promise<FormErrors | undefined> {
  const capacity = (await findCentre(cohort.centre))?.capacity ?? 0;
  const overCapacity: FormErrors = { seats: { key: 'programmes.overCapacity', values: { capacity } } };
  if (seats > capacity) return overCapacity;
  if (seats === seen || (await changeSeats(cohort.id, seats - seen, capacity, by))) return undefined;
  const count = cohort.seats - cohort.seatsLeft;
  return seats > seen ? overCapacity : { seats: { key: 'programmes.seatsTaken', values: { count } } };
}
