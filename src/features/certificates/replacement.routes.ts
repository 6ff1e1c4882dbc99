/** For the certification body: asking for a corrected certificate, and deciding about it, by two people. */
import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { BadRequest, NotFound } from '../../platform/errors.ts';
import { type FormErrors, type FormValues, readForm } from '../../platform/forms.ts';
import { guard, type GuardedRequest, withAbilities } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther, words } from '../../platform/page.ts';
import { confirmIdentity, needsConfirmation } from '../accounts/index.ts';
import { certificatePolicy } from './certificate.policy.ts';
import { decisionForm } from './register.form.ts';
import { findServed } from './register.service.ts';
import { replacementForm, withdrawalForm } from './replacement.form.ts';
import { replacementPage } from './replacement.page.ts';
import { foundedReasons } from './replacement.rules.ts';
import { decideReplacement, findCorrections, requestReplacement, withdrawReplacement } from './replacement.service.ts';
import { gatherReplacement } from './replacement.view.ts';
import { certificatePaths } from './certificates.paths.ts';

type Named = { certificateId: string };
type Subject = Awaited<ReturnType<typeof loadServed>>;

export const replacementRoutes = Router();

const loadServed = withAbilities(load, {
  request: certificatePolicy.requestReplacement,
  decide: certificatePolicy.decideReplacement,
  withdraw: certificatePolicy.withdrawReplacement,
  mend: certificatePolicy.mend,
});

replacementRoutes.get(
  certificatePaths.replacement.pattern,
  guard(certificatePolicy.oversee, loadServed, async (req, res, subject) =>
    page(res, 'certificates/replacement', await modelFor(req, res, subject)),
  ),
);

replacementRoutes.post(
  certificatePaths.replacement.pattern,
  guard(certificatePolicy.requestReplacement, loadServed, async (req, res, subject) => {
    const { certificate } = subject;
    const founded = foundedReasons(await findCorrections(certificate, now()));
    const form = readForm(replacementForm(founded), req.body);
    if (!form.ok) return showAgain(req, res, subject, form);
    const { reason, note, confirmPassword } = form.value;
    const errors = await confirmIdentity(req, confirmPassword);
    if (errors) return showAgain(req, res, subject, { values: { reason, note }, errors });
    await requestReplacement(certificate.id, { reason, note }, req.actor.id, now());
    flash(req, 'certificates.replacementRequested');
    seeOther(res, certificatePaths.replacement(certificate.id));
  }),
);

replacementRoutes.post(
  certificatePaths.decideReplacement.pattern,
  guard(certificatePolicy.decideReplacement, loadServed, async (req, res, subject) => {
    const form = readForm(decisionForm, req.body);
    if (!form.ok) return showAgain(req, res, subject, form);
    const { seen, decision, note, confirmPassword } = form.value;
    const errors = await confirmIdentity(req, confirmPassword);
    if (errors) return showAgain(req, res, subject, { values: { decision, note }, errors });
    const isApproved = decision === 'approve';
    const { id } = subject.certificate;
    await decideReplacement(id, new Date(seen), { isApproved, note }, req.actor.id, now());
    flash(req, isApproved ? 'certificates.replacementOrdered' : 'certificates.replacementRefused');
    seeOther(res, certificatePaths.replacement(id));
  }),
);

replacementRoutes.post(
  certificatePaths.withdrawReplacement.pattern,
  guard(certificatePolicy.withdrawReplacement, loadServed, async (req, res, { certificate }) => {
    const form = readForm(withdrawalForm, req.body);
    if (!form.ok) throw new BadRequest('platform.badRequest');
    await withdrawReplacement(certificate.id, new Date(form.value.seen), req.actor.id, now());
    flash(req, 'certificates.replacementWithdrawn');
    seeOther(res, certificatePaths.replacement(certificate.id));
  }),
);

async function load(req: GuardedRequest<Named>) {
  const certificate = await findServed(req.actor, req.params.certificateId);
  if (!certificate) throw new NotFound();
  return { certificate, held: certificate };
}

async function modelFor(req: GuardedRequest<Named>, res: Response, subject: Subject) {
  const at = now();
  const reader = { can: subject.can, needsConfirmation: needsConfirmation(req) };
  return replacementPage(await gatherReplacement(subject.certificate, at), reader, at, words(res));
}

async function showAgain(
  req: GuardedRequest<Named>,
  res: Response,
  subject: Subject,
  { values, errors }: { values: FormValues; errors: FormErrors },
): Promise<void> {
  pageAgain(res, 'certificates/replacement', { ...(await modelFor(req, res, subject)), values, errors });
}
