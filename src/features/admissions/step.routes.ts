/** The steps of an application: each one a page with one form. */
import { Router } from 'express';
import { now } from '../../platform/clock.ts';
import { keepFile, receive, type Uploads, uploadErrors, withinRoom } from '../../platform/files/index.ts';
import { typedValues } from '../../platform/forms.ts';
import { guard, type GuardedRequest } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { admissionPaths, stepNames } from './admissions.paths.ts';
import { applicationPolicy } from './application.policy.ts';
import { loadOwn } from './application.routes.ts';
import { findUnfinished, isEditable, maxProofs, requiredSteps, type Step, steps } from './application.rules.ts';
import { saveStep, type StepChange } from './application.service.ts';
import { type Place, placeCodes, stepHref } from './place.page.ts';
import { proofRules, readStep, type StepReading } from './step.form.ts';
import { stepPage } from './step.page.ts';

export const stepRoutes = Router();

for (const step of steps) {
  const { pattern } = admissionPaths[step];
  const view = `admissions/step-${stepNames[step]}`;
  const load = async (req: GuardedRequest<{ cohortId: string }>) => ({ ...(await loadOwn(req)), step });

  stepRoutes.get(
    pattern,
    guard(applicationPolicy.see, load, (req, res, place) =>
      isEditable(place.application, place.application.state, step)
        ? page(res, view, stepPage(place, step, req.actor, speechOf(res)))
        : seeOther(res, admissionPaths.application(place.cohort.id)),
    ),
  );

  stepRoutes.post(
    pattern,
    guard(
      applicationPolicy.fill,
      load,
      receive(proofRules, async (req, res, place, received) => {
        const uploads = withinStep(received, keptProofs(step, req.body, place));
        const reading = read(step, req.body, place, uploads);
        const errors = { ...reading.errors, ...uploadErrors(uploads) };
        const isWrong = Object.keys(errors).length > 0;
        await save(req.actor.id, place, step, isWrong ? withoutStatement(reading) : reading, uploads);
        if (isWrong) {
          const current = { ...(await loadOwn(req)), step };
          const model = stepPage(current, step, req.actor, speechOf(res));
          return pageAgain(res, view, {
            ...model,
            values: typedValues(req.body),
            errors,
          });
        }
        if (reading.isDraft) flash(req, 'admissions.draftSaved');
        seeOther(
          res,
          reading.isDraft ? admissionPaths.application(place.cohort.id) : await nextHref(await loadOwn(req), step),
        );
      }),
    ),
  );
}

/** How many stored proofs of the step stay when those ticked are taken away. */
function keptProofs(step: Step, body: unknown, { application }: Place): number {
  const removed = new Set([typedValues(body).hapus ?? []].flat());
  return step === 'person' ? 0 : application.checks[step].proofs.filter(({ file }) => !removed.has(file)).length;
}

/** As many of the new files are taken as still have a place; the first that has none is named. */
function withinStep(uploads: Uploads, kept: number): Uploads {
  const full = Math.max(kept, maxProofs);
  return withinRoom(uploads, maxProofs - kept, (name) => ({
    key: 'admissions.noPlaceForProof',
    values: { max: maxProofs, kept: full, name },
  }));
}

function read(step: Step, body: unknown, place: Place, uploads: Uploads): StepReading {
  const { application, programme } = place;
  const have = new Set([
    ...(application.person.nik === undefined ? [] : ['nik']),
    ...(application.checks.nib.number === undefined ? [] : ['number']),
    ...(keptProofs(step, body, place) + uploads.accepted.length > 0 || uploads.problem ? ['proof'] : []),
  ]);
  return readStep(step, body, { have, places: placeCodes(programme), now: now() });
}

const withoutStatement = ({ isDraft, removed, errors }: StepReading): StepReading => ({ isDraft, removed, errors });

/** Files that came along are kept even when something typed has to be put right: a browser does not send them again. */
async function save(
  accountId: string,
  { application }: Place,
  step: Step,
  { statement, removed }: StepReading,
  { accepted }: Uploads,
): Promise<void> {
  if (statement === undefined && accepted.length === 0 && removed.length === 0) return;
  const keep: StepChange['keep'] = async (session) => {
    const kept = [];
    for (const file of accepted) {
      kept.push(await keepFile(file, { owner: accountId, purpose: 'admissions.proof' }, session));
    }
    return kept;
  };
  await saveStep(application.id, accountId, { step, removed, keep, ...(statement ? { statement } : {}) }, now());
}

/** The next part that is not finished after this one, else the first, else the check page. */
async function nextHref({ application, cohort }: Place, step: Step): Promise<string> {
  const unfinished = findUnfinished(application, application.state, cohort.eligibility);
  const order = requiredSteps(cohort.eligibility);
  const following = unfinished.find((one) => order.indexOf(one) > order.indexOf(step)) ?? unfinished[0];
  return following ? stepHref(cohort.id, following) : admissionPaths.check(cohort.id);
}
