/** The certification body's side: the register, and revoking by two people. */
import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { NotFound } from '../../platform/errors.ts';
import { type FormErrors, type FormValues, readForm, readQuery } from '../../platform/forms.ts';
import { guard, type GuardedRequest, nothing, withAbilities } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther, words } from '../../platform/page.ts';
import { shellPaths } from '../../platform/shell.paths.ts';
import { confirmIdentity, findPeople, needsConfirmation, reachOf, scopesOf } from '../accounts/index.ts';
import { certificatePolicy } from './certificate.policy.ts';
import type { Certificate } from './certificate.service.ts';
import { certificatePaths } from './certificates.paths.ts';
import { countHeld } from './held.service.ts';
import { currentIssuer } from './issuer.service.ts';
import { kinOf } from './kin.service.ts';
import { decisionForm, registerQuery, requestForm } from './register.form.ts';
import { peopleOn, registerEntryPage, registerPage } from './register.page.ts';
import { bodiesOf, findServed, listRegister } from './register.service.ts';
import { decideRevocation, requestRevocation } from './revocation.service.ts';

type Named = { certificateId: string };
type Subject = Awaited<ReturnType<typeof loadServed>>;

export const registerRoutes = Router();

const loadServed = withAbilities(load, {
  request: certificatePolicy.requestRevocation,
  decide: certificatePolicy.decideRevocation,
  download: certificatePolicy.download,
});

registerRoutes.get(
  certificatePaths.register.pattern,
  guard(certificatePolicy.listAll, nothing, async (req, res) => {
    const query = readQuery(registerQuery, req.query);
    const wanted = { text: query.search, ...waitingBy[query.filter], page: query.pageNumber };
    const [listed, held] = await Promise.all([
      listRegister(bodiesOf(req.actor), wanted),
      countHeld(scopesOf(req.actor, 'certification-manager')),
    ]);
    const { addressProblem, urlOf } = currentIssuer();
    const waiting = { held, ...(addressProblem ? { unusableAddress: urlOf(shellPaths.front()) } : {}) };
    page(res, 'certificates/register', { ...registerPage(listed, query, now(), words(res)), ...waiting });
  }),
);

registerRoutes.get(
  certificatePaths.entry.pattern,
  guard(certificatePolicy.oversee, loadServed, async (req, res, subject) =>
    page(res, 'certificates/entry', await modelFor(req, res, subject)),
  ),
);

registerRoutes.post(
  certificatePaths.revoke.pattern,
  guard(certificatePolicy.requestRevocation, loadServed, async (req, res, subject) => {
    const form = readForm(requestForm, req.body);
    if (!form.ok) return showAgain(req, res, subject, form);
    const { reason, note, confirmPassword } = form.value;
    const errors = await confirmIdentity(req, confirmPassword);
    if (errors) return showAgain(req, res, subject, { values: { reason, note }, errors });
    const { id } = await requestRevocation(subject.certificate.id, { reason, note }, req.actor.id, now());
    flash(req, 'certificates.revocationRequested');
    seeOther(res, certificatePaths.entry(id));
  }),
);

registerRoutes.post(
  certificatePaths.decide.pattern,
  guard(certificatePolicy.decideRevocation, loadServed, async (req, res, subject) => {
    const form = readForm(decisionForm, req.body);
    if (!form.ok) return showAgain(req, res, subject, form);
    const { seen, decision, note, confirmPassword } = form.value;
    const errors = await confirmIdentity(req, confirmPassword);
    if (errors) return showAgain(req, res, subject, { values: { decision, note }, errors });
    const isApproved = decision === 'approve';
    const { id } = subject.certificate;
    await decideRevocation(id, new Date(seen), { isApproved, note }, req.actor.id, now());
    const { account } = subject.certificate;
    const [people, told] = await Promise.all([findPeople([account]), reachOf(account)]);
    const how = words(res)(`accounts.told.${told}`, { name: people.get(account)?.name ?? '' });
    flash(req, isApproved ? 'certificates.revokedFlash' : 'certificates.refusedFlash', { told: how });
    seeOther(res, certificatePaths.entry(id));
  }),
);

const waitingBy = {
  semua: {},
  diminta: { waiting: 'revocation' },
  diganti: { waiting: 'replacement' },
} as const;

async function load(req: GuardedRequest<Named>): Promise<{ certificate: Certificate }> {
  const certificate = await findServed(req.actor, req.params.certificateId);
  if (!certificate) throw new NotFound();
  return { certificate };
}

async function modelFor(req: GuardedRequest<Named>, res: Response, subject: Subject) {
  const { certificate, can } = subject;
  const isRequester = certificate.request?.by === req.actor.id;
  const reader = { can, isRequester, needsConfirmation: needsConfirmation(req) };
  const [names, kin] = await Promise.all([findPeople(peopleOn(certificate)), kinOf(certificate)]);
  return registerEntryPage(certificate, kin, names, reader, now(), words(res));
}

async function showAgain(
  req: GuardedRequest<Named>,
  res: Response,
  subject: Subject,
  { values, errors }: { values: FormValues; errors: FormErrors },
): Promise<void> {
  pageAgain(res, 'certificates/entry', { ...(await modelFor(req, res, subject)), values, errors });
}
