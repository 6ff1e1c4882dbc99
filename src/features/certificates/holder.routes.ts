/** The holder's certificate: to look at, to download, to share. */
import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { BadRequest, NotFound } from '../../platform/errors.ts';
import { readForm } from '../../platform/forms.ts';
import { guard, type GuardedRequest, nothing } from '../../platform/guard.ts';
import { flash, page, seeOther, words } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { scopesOf } from '../accounts/index.ts';
import { listOwnEnrolments } from '../admissions/index.ts';
import { caseOf } from '../assessments/index.ts';
import { renderExpired } from './certificate.document.ts';
import { certificatePolicy } from './certificate.policy.ts';
import { type Certificate, findCertificate, listCertificatesOf, ofBodies } from './certificate.service.ts';
import { certificatePaths } from './certificates.paths.ts';
import { readFrozenPdf } from './frozen-file.service.ts';
import { kinOf } from './kin.service.ts';
import { isHeld } from './held.service.ts';
import { visibilityForm } from './holder.form.ts';
import { certificatePage, transcriptPage, waitingPage, withdrawnPage } from './holder.page.ts';
import { gatherOwn } from './holder.view.ts';
import { certificateStates, standingOf, usesOf } from './standing.rules.ts';
import { setNameHidden } from './visibility.service.ts';
import { waitingFor } from './waiting.rules.ts';

type Named = { certificateId: string };
type Subject = { certificate: Certificate };

export const holderRoutes = Router();

holderRoutes.get(
  certificatePaths.own.pattern,
  guard(certificatePolicy.listOwn, nothing, async (req, res) => {
    const [latest] = await listCertificatesOf(req.actor.id);
    if (latest) return showOwn(req, res, { certificate: latest });
    const [enrolment] = await listOwnEnrolments(req.actor.id);
    const assessed = enrolment && (await caseOf(enrolment.id));
    const waits = assessed !== undefined && (await isHeld(assessed.id));
    page(res, 'certificates/waiting', waitingPage(waitingFor(enrolment, assessed, waits), words(res)));
  }),
);

holderRoutes.get(certificatePaths.one.pattern, guard(certificatePolicy.hold, loadOwn, showOwn));

holderRoutes.get(
  certificatePaths.transcript.pattern,
  guard(certificatePolicy.hold, loadOwn, async (_req, res, { certificate }) =>
    page(res, 'certificates/transcript', transcriptPage(certificate, await kinOf(certificate), now(), words(res))),
  ),
);

holderRoutes.get(
  certificatePaths.file.pattern,
  guard(certificatePolicy.download, loadForDownload, async (_req, res, { certificate }) => {
    const { state } = certificate;
    const { pdf } = usesOf[standingOf(certificate, now())];
    if (pdf === 'none' && !certificateStates.is('valid', state)) {
      const model = withdrawnPage(certificate, state, await kinOf(certificate), now(), words(res));
      return page(res.status(410), 'certificates/withdrawn', model);
    }
    const bytes = pdf === 'stamped' ? await renderExpired(certificate.snapshot) : await readFrozenPdf(certificate);
    const name =
      pdf === 'stamped' ? `sertifikat-${certificate.number}-kedaluwarsa` : `sertifikat-${certificate.number}`;
    res.attachment(`${name}.pdf`).type('application/pdf');
    res.set({ 'Cache-Control': 'private, no-store', 'Content-Security-Policy': "sandbox; default-src 'none'" });
    res.send(bytes);
  }),
);

holderRoutes.post(
  certificatePaths.visibility.pattern,
  guard(certificatePolicy.hold, loadOwn, async (req, res, { certificate }) => {
    const form = readForm(visibilityForm, req.body);
    if (!form.ok) throw new BadRequest('platform.badRequest');
    const isHidden = form.value.hidden === 'yes';
    await setNameHidden(certificate, isHidden, req.actor.id);
    flash(req, isHidden ? 'certificates.nameNowHidden' : 'certificates.nameNowShown');
    seeOther(res, certificatePaths.one(certificate.id));
  }),
);

async function showOwn(_req: unknown, res: Response, { certificate }: Subject) {
  const { t, lang } = speechOf(res);
  page(res, 'certificates/own', certificatePage(await gatherOwn(certificate), lang, now(), t));
}

async function loadOwn(req: GuardedRequest<Named>): Promise<Subject> {
  return existing(await findCertificate({ _id: req.params.certificateId, account: req.actor.id }));
}

async function loadForDownload(req: GuardedRequest<Named>): Promise<Subject> {
  const { certificateId: _id } = req.params;
  const own = await findCertificate({ _id, account: req.actor.id });
  const managed = ofBodies(scopesOf(req.actor, 'certification-manager'));
  return existing(own ?? (await findCertificate({ _id, ...managed })));
}

function existing(certificate: Certificate | undefined): Subject {
  if (!certificate) throw new NotFound();
  return { certificate };
}
