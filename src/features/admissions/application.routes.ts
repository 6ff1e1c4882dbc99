/** The applicant's way: start, steps, check, send, receipt, status. */
import { type Request, type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { confirmed } from '../../platform/confirmed.ts';
import { NotFound } from '../../platform/errors.ts';
import { sendStoredFile } from '../../platform/files/index.ts';
import { type FormErrors, readForm } from '../../platform/forms.ts';
import { guard, type GuardedRequest, open } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther, words } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { lettersOf, scopesOf } from '../accounts/index.ts';
import { cohortStates, findCohort, findProgramme, programmeStates } from '../programmes/index.ts';
import { admissionPaths } from './admissions.paths.ts';
import { checkPage, receiptPage, startPage, statusPage, taskListPage, withdrawalQuestion } from './application.page.ts';
import { applicationPolicy } from './application.policy.ts';
import { deadEndOf } from './application.rules.ts';
import { applicationStates } from './application.states.ts';
import { openApplication } from './application.service.ts';
import { listOwnEnrolments } from './enrolment.service.ts';
import type { Place } from './place.page.ts';
import { findOwnApplication, findProofHolder } from './reading.service.ts';
import { type Sending, submitApplication, withdrawApplication } from './submission.service.ts';
import { sendForm } from './verification.form.ts';

export const applicationRoutes = Router();

applicationRoutes.get(
  admissionPaths.application.pattern,
  open<{ cohortId: string }>(async (req, res) => {
    const offer = await loadOffer(req);
    const application = req.actor && (await findOwnApplication(offer.cohort.id, req.actor.id));
    if (application) return showWhereItStands(req, res, { ...offer, application });
    const ownSeat = req.actor && (await findSeatIn(offer.programme.id, req.actor.id));
    const visitor = { isSignedIn: req.actor !== undefined, ownSeat, now: now() };
    page(res, 'admissions/start', startPage(offer, visitor, speechOf(res)));
  }),
);

applicationRoutes.post(
  admissionPaths.begin.pattern,
  guard(applicationPolicy.begin, loadOffer, async (req, res, { cohort }) => {
    await openApplication(cohort, req.actor.id, now());
    seeOther(res, admissionPaths.application(cohort.id));
  }),
);

applicationRoutes.get(
  admissionPaths.check.pattern,
  guard(applicationPolicy.see, loadOwn, async (req, res, place) => {
    if (!isWithApplicant(place)) return seeOther(res, admissionPaths.application(place.cohort.id));
    const ownSeat = await findSeatIn(place.programme.id, req.actor.id);
    page(res, 'admissions/check', { ...checkPage(place, req.actor, words(res)), ownSeat });
  }),
);

applicationRoutes.post(
  admissionPaths.send.pattern,
  guard(applicationPolicy.see, loadOwn, async (req, res, place) => {
    const form = readForm(sendForm, req.body);
    const sending = form.ok && (await submitApplication({ cohort: place.cohort, account: req.actor.id }, now()));
    if (sending && sending.sent) return seeOther(res, admissionPaths.receipt(place.cohort.id));
    const errors = sending ? problemsOf(sending) : form.ok ? {} : form.errors;
    const ownSeat = await findSeatIn(place.programme.id, req.actor.id);
    pageAgain(res, 'admissions/check', { ...checkPage(place, req.actor, words(res)), ownSeat, errors });
  }),
);

applicationRoutes.get(
  admissionPaths.receipt.pattern,
  guard(applicationPolicy.see, loadOwn, (req, res, place) =>
    place.application.submittedAt
      ? page(res, 'admissions/receipt', receiptPage(place, lettersOf(req), words(res)))
      : seeOther(res, admissionPaths.application(place.cohort.id)),
  ),
);

applicationRoutes.post(
  admissionPaths.withdraw.pattern,
  guard(
    applicationPolicy.see,
    loadOwn,
    confirmed(askBeforeWithdrawal, async (req, res, { cohort, application }) => {
      await withdrawApplication(application.id, req.actor.id);
      flash(req, 'admissions.withdrawn');
      seeOther(res, admissionPaths.application(cohort.id));
    }),
  ),
);

applicationRoutes.get(
  admissionPaths.proof.pattern,
  guard(applicationPolicy.openProof, loadProof, (_req, res, { proof }) =>
    sendStoredFile(res, { ...proof, id: proof.file }, { inline: true }),
  ),
);

/** What has been decided already cannot be withdrawn, and the act says so. */
function askBeforeWithdrawal(_req: unknown, res: Response, place: Place) {
  const { state } = place.application;
  return applicationStates.can('withdraw', state) ? withdrawalQuestion(place, words(res)) : undefined;
}

async function loadOffer(req: Request<{ cohortId: string }>) {
  const cohort = await findCohort(req.params.cohortId);
  const programme = cohort && (await findProgramme(cohort.programme));
  if (!programme || programmeStates.is('draft', programme.state) || cohortStates.is('planned', cohort.state))
    throw new NotFound();
  return { cohort, programme };
}

/** The cohort of the programme in which the person has a seat, by name: who applies again is told before they begin. */
async function findSeatIn(programmeId: string, accountId: string): Promise<string | undefined> {
  const seat = (await listOwnEnrolments(accountId)).find(({ programme }) => programme === programmeId);
  return seat && (await findCohort(seat.cohort))?.name;
}

/** The person's own application for this cohort; there is no other one at this address. */
export async function loadOwn(req: GuardedRequest<{ cohortId: string }>): Promise<Place> {
  const offer = await loadOffer(req);
  const application = await findOwnApplication(offer.cohort.id, req.actor.id);
  if (!application) throw new NotFound();
  return { ...offer, application };
}

async function loadProof(req: GuardedRequest<{ applicationId: string; fileId: string }>) {
  const { applicationId, fileId } = req.params;
  const reader = { account: req.actor.id, programmes: scopesOf(req.actor, 'verifier') };
  const application = await findProofHolder(applicationId, fileId, reader);
  const proof = Object.values(application?.checks ?? {})
    .flatMap(({ proofs }) => proofs)
    .find(({ file }) => file === fileId);
  if (!application || !proof) throw new NotFound();
  return { application, proof };
}

const isWithApplicant = ({ application }: Place) => applicationStates.is('withApplicant', application.state);

function showWhereItStands(req: Pick<Request, 'user'>, res: Response, place: Place): void {
  const isOpen = deadEndOf(place.application.state, place) === undefined;
  if (isWithApplicant(place) && isOpen) page(res, 'admissions/tasks', taskListPage(place, speechOf(res)));
  else page(res, 'admissions/status', statusPage(place, lettersOf(req), now(), speechOf(res)));
}

/** What keeps an application from being sent, beside the part that it is about. */
function problemsOf(sending: Exclude<Sending, { sent: true }>): FormErrors {
  if (sending.why === 'unfinished') {
    const unfinished = { key: 'admissions.partUnfinished' as const, values: {} };
    return Object.fromEntries(sending.steps.map((step) => [step, unfinished]));
  }
  if (sending.why === 'nik-taken') return { person: { key: 'admissions.nikTaken', values: {} } };
  if (sending.why === 'nib-taken') return { nib: { key: 'admissions.nibTaken', values: {} } };
  return { declaration: { key: 'admissions.notOpen', values: {} } };
}
