import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { isDuplicate } from '../../platform/database.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import { type FormErrors, readForm, typedValues } from '../../platform/forms.ts';
import { guard, type GuardedRequest } from '../../platform/guard.ts';
import type { Language } from '../../platform/i18n.ts';
import { flash, page, pageAgain, seeOther, words } from '../../platform/page.ts';
import { type Actor, holds } from '../accounts/index.ts';
import { latestScheme, listCurricula } from '../courses/index.ts';
import { findCentre, listCentresIn } from './centre.service.ts';
import { type CohortForm, cohortForm, cohortFrom, seatsForm } from './cohort.form.ts';
import { cohortPage, newCohortPage, type Speech } from './cohort.page.ts';
import { type Cohort, createCohort } from './cohort.service.ts';
import { loadCohort } from './cohort-place.service.ts';
import { cohortPolicy, mayReadCohort, programmePolicy } from './programme.policy.ts';
import { findProgramme, type Programme } from './programme.service.ts';
import { changeSeats } from './seat.service.ts';

export const cohortRoutes = Router();

const languageOf = (res: Response) => res.locals.lang as Language;
const speechOf = (res: Response) => res.locals as Speech;

cohortRoutes.get(
  '/program/:programmeId/angkatan/baru',
  guard(programmePolicy.manage, loadChoices, (_req, res, choices) =>
    page(res, 'programmes/new-cohort', newCohortPage(choices, choices, words(res), languageOf(res))),
  ),
);

cohortRoutes.post(
  '/program/:programmeId/angkatan/baru',
  guard(programmePolicy.manage, loadChoices, async (req, res, choices) => {
    const versions = choices.curricula.map(({ version }) => version);
    const form = readForm(cohortForm(choices.centres, versions), req.body);
    const made = form.ok ? await openCohort(choices, form.value, req.actor.id) : { errors: form.errors };
    if ('errors' in made) {
      const model = newCohortPage(choices, choices, words(res), languageOf(res));
      return pageAgain(res, 'programmes/new-cohort', { ...model, values: typedValues(req.body), errors: made.errors });
    }
    flash(req, 'programmes.cohortMade', { name: made.name });
    seeOther(res, `/angkatan/${made.id}`);
  }),
);

cohortRoutes.get(
  '/angkatan/:cohortId',
  guard(cohortPolicy.read, loadCohort, async (req, res, place) => {
    const centre = await findCentre(place.cohort.centre);
    const can = abilitiesAt(req.actor, place.cohort);
    page(res, 'programmes/cohort', cohortPage({ ...place, centre }, can, speechOf(res), now()));
  }),
);

cohortRoutes.post(
  '/angkatan/:cohortId/kursi',
  guard(cohortPolicy.manage, loadCohort, async (req, res, place) => {
    const form = readForm(seatsForm, req.body);
    const errors = form.ok ? await setSeats(place.cohort, form.value, req.actor.id) : form.errors;
    if (!errors) {
      flash(req, 'programmes.seatsChanged');
      return seeOther(res, `/angkatan/${place.cohort.id}`);
    }
    const centre = await findCentre(place.cohort.centre);
    const can = abilitiesAt(req.actor, place.cohort);
    const model = cohortPage({ ...place, centre }, can, speechOf(res), now());
    pageAgain(res, 'programmes/cohort', { ...model, values: typedValues(req.body), errors });
  }),
);

const abilitiesAt = (actor: Actor, cohort: Cohort) => ({
  manage: cohortPolicy.manage(actor, { cohort }).allowed,
  teach: holds(actor, 'instructor', cohort.id),
  verify: holds(actor, 'verifier', cohort.programme),
  follow: mayReadCohort(actor, cohort),
});

/** A programme that the person does not run does not exist for them. */
async function loadChoices({ params, actor }: GuardedRequest<{ programmeId: string }>) {
  const programme = await findProgramme(params.programmeId);
  if (!programme || !programmePolicy.manage(actor, programme).allowed) throw new NotFound();
  if (programme.state === 'closed') throw new Conflict('programmes.programmeClosed');
  const [centres, published] = await Promise.all([listCentresIn(programme.city.code), listCurricula()]);
  const curricula = published.filter(({ slug }) => slug === programme.course);
  return { ...programme, centres, curricula, mayMakeCentre: programmePolicy.manageSystem(actor).allowed };
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
