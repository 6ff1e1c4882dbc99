/** The verifiers' way: the queue, the checks, the decision. */
import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { confirmed, withoutConfirmation } from '../../platform/confirmed.ts';
import { NotFound } from '../../platform/errors.ts';
import { type FormErrors, type FormValues, readPart, readQuery, typedValues } from '../../platform/forms.ts';
import { guard, type GuardedRequest, nothing, withAbilities } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther, words } from '../../platform/page.ts';
import type { Able } from '../../platform/permit.ts';
import { speechOf } from '../../platform/speech.ts';
import { confirmIdentity, findPerson, needsConfirmation, scopesOf } from '../accounts/index.ts';
import { findCohort, findProgramme } from '../programmes/index.ts';
import { acceptApplication } from './admission.service.ts';
import { admissionPaths } from './admissions.paths.ts';
import { verificationPolicy } from './application.policy.ts';
import { requiredChecks } from './application.rules.ts';
import { applicationStates } from './application.states.ts';
import { findEarlierSeats } from './earlier-seat.service.ts';
import { earlierSeats } from './earlier-seat.page.ts';
import type { Place } from './place.page.ts';
import { revealNumbers } from './queue.service.ts';
import { findSentApplication } from './reading.service.ts';
import {
  acceptForm,
  decisionsForm,
  decisionsIn,
  queueQuery,
  refusalForm,
  revealForm,
  sendBackForm,
} from './verification.form.ts';
import { queuePage, refusalQuestion, verificationPage } from './verification.page.ts';
import { decideChecks, refuseApplication, sendBack } from './verification.service.ts';
import { gatherApplication, gatherQueue } from './verification.view.ts';

export const verificationRoutes = Router();

type SentPlace = Place & Able<'decide'>;
const loadSent = withAbilities(findSent, { decide: verificationPolicy.decide });

verificationRoutes.get(
  admissionPaths.queue.pattern,
  guard(verificationPolicy.list, nothing, async (req, res) => {
    const query = readQuery(queueQuery, withoutEmpty(req.query));
    const programmes = scopesOf(req.actor, 'verifier');
    const { state, cohort, pageNumber } = query;
    const wanted = { programmes, state, page: pageNumber, ...(cohort ? { cohort } : {}) };
    const { queue, names } = await gatherQueue(wanted);
    page(res, 'admissions/queue', queuePage(queue, query, names, words(res)));
  }),
);

verificationRoutes.get(
  admissionPaths.verification.pattern,
  guard(verificationPolicy.read, loadSent, async (req, res, place) =>
    page(res, 'admissions/verify', await modelFor(req, res, place)),
  ),
);

verificationRoutes.post(
  admissionPaths.verification.pattern,
  guard(verificationPolicy.decide, loadSent, async (req, res, place) => {
    const asked = requiredChecks(place.cohort.eligibility);
    const form = readPart(decisionsForm(asked), outcomeForms, req.body);
    if (!form.ok) return showAgain(req, res, place, form);
    await decideChecks(place.application.id, decisionsIn(asked, form.value), req.actor.id, now());
    flash(req, 'admissions.decisionsSaved');
    seeOther(res, admissionPaths.verification(place.application.id));
  }),
);

verificationRoutes.post(
  admissionPaths.accept.pattern,
  guard(verificationPolicy.decide, loadSent, async (req, res, place) => {
    const { application, cohort } = place;
    const form = readPart(acceptForm, formsOf(place), req.body);
    if (!form.ok) return showAgain(req, res, place, form);
    const { again } = form.value;
    if (again === '' && (await findEarlierSeats(application)).length > 0) {
      return showAgain(req, res, place, {
        values: typedValues(req.body),
        errors: { again: { key: 'admissions.againNeeded', values: {} } },
      });
    }
    await acceptApplication(application.id, cohort, req.actor.id, now(), again);
    flash(req, 'admissions.acceptedFlash', { number: application.number });
    seeOther(res, admissionPaths.queue());
  }),
);

verificationRoutes.post(
  admissionPaths.sendBack.pattern,
  guard(verificationPolicy.decide, loadSent, async (req, res, place) => {
    const { application, cohort } = place;
    const form = readPart(sendBackForm, formsOf(place), req.body);
    if (!form.ok) return showAgain(req, res, place, form);
    await sendBack(application, cohort, req.actor.id);
    flash(req, 'admissions.sentBackFlash', { number: application.number });
    seeOther(res, admissionPaths.queue());
  }),
);

verificationRoutes.post(
  admissionPaths.refuse.pattern,
  guard(
    verificationPolicy.decide,
    loadSent,
    confirmed(askBeforeRefusal, async (req, res, place) => {
      const form = readPart(refusalForm, formsOf(place), req.body);
      if (!form.ok) return showAgain(req, res, place, form);
      await refuseApplication(place.application.id, form.value.reason, req.actor.id, now());
      flash(req, 'admissions.refusedFlash', { number: place.application.number });
      seeOther(res, admissionPaths.queue());
    }),
  ),
);

verificationRoutes.post(
  admissionPaths.number.pattern,
  guard(verificationPolicy.read, loadSent, async (req, res, place) => {
    const form = readPart(revealForm, formsOf(place), req.body);
    const errors = form.ok ? await confirmIdentity(req, form.value.confirmPassword) : form.errors;
    // What was typed for the other buttons is not saved by this one, so it stands there again.
    const values = typedValues(req.body);
    if (errors) return showAgain(req, res, place, { values, errors });
    const revealed = await revealNumbers(place.application.id, req.actor.id);
    page(res, 'admissions/verify', { ...(await modelFor(req, res, place)), values, revealed });
  }),
);

/** All buttons of the page send the one form that it is. */
const outcomeForms = [acceptForm, refusalForm, revealForm];
const formsOf = ({ cohort }: Place) => [decisionsForm(requiredChecks(cohort.eligibility)), ...outcomeForms];

/**
 * Nothing to ask without a reason, nor once it is decided: the act says what is wrong. Who thinks better of it is before the
 * same verdicts and notes again.
 */
async function askBeforeRefusal(req: GuardedRequest<{ applicationId: string }>, res: Response, place: SentPlace) {
  const { application } = place;
  const values = withoutConfirmation(req.body);
  const form = readPart(refusalForm, formsOf(place), values);
  if (!form.ok || !applicationStates.can('refuse', application.state)) return undefined;
  const name = (await findPerson(application.applicant))?.name ?? '';
  const question = refusalQuestion(application, { name, reason: form.value.reason }, words(res));
  const change = async () => page(res, 'admissions/verify', { ...(await modelFor(req, res, place)), values });
  return { ...question, change, isEnding: true } as const;
}

async function findSent(req: GuardedRequest<{ applicationId: string }>): Promise<Place> {
  const application = await findSentApplication(req.params.applicationId, scopesOf(req.actor, 'verifier'));
  const cohort = application && (await findCohort(application.cohort));
  const programme = cohort && (await findProgramme(cohort.programme));
  if (!application || !programme) throw new NotFound();
  return { application, cohort, programme };
}

async function modelFor(req: GuardedRequest<{ applicationId: string }>, res: Response, place: SentPlace) {
  const { names, earlier } = await gatherApplication(place.application);
  return {
    ...verificationPage(place, names, needsConfirmation(req), words(res)),
    ...earlierSeats(place, earlier, speechOf(res)),
  };
}

async function showAgain(
  req: GuardedRequest<{ applicationId: string }>,
  res: Response,
  place: SentPlace,
  { values, errors }: { values: FormValues; errors: FormErrors },
): Promise<void> {
  pageAgain(res, 'admissions/verify', { ...(await modelFor(req, res, place)), values, errors });
}

/** A filter that is set back to "all" comes as an empty field. */
const withoutEmpty = (query: unknown): FormValues =>
  Object.fromEntries(Object.entries(typedValues(query)).filter(([, value]) => value !== ''));
