/** Issuing what was ordered in the place of another certificate; that one is superseded in the same moment, and not before. */
import type { ClientSession } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { isDuplicate, transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { move } from '../../platform/moves.ts';
import { openSeries, takeNumber } from '../../platform/series.ts';
import { writeTo } from '../accounts/index.ts';
import { CertificateModel, type Supersession } from './certificate.model.ts';
import { type Certificate, latestOfCase, orderOn, plainCertificate } from './certificate.service.ts';
import { letters } from './certificates.mail.ts';
import { releaseHeld } from './held.service.ts';
import { issueCertificate } from './issue.service.ts';
import { certificateSeries } from './number.rules.ts';
import type { Plan } from './paper.service.ts';
import { planReplacement } from './plan.service.ts';
import { printNumbered } from './print.service.ts';
import { certificateStates } from './standing.rules.ts';

/**
 * What this case waits for: the replacement that was ordered, or its first certificate. Safe done twice; the latest is
 * returned when nothing is due.
 * @throws CertificateHeld when it has to wait for somebody to mend what it would carry.
 */
export async function issueDue(caseId: string, now: Date): Promise<Certificate | undefined> {
  const latest = await latestOfCase(caseId);
  const order = latest && orderOn(latest);
  return order ? replace(latest, order, now) : issueCertificate(caseId, now);
}

async function replace(old: Certificate, order: Supersession, now: Date): Promise<Certificate | undefined> {
  const plan = await planReplacement(old, order, now);
  await openSeries(certificateSeries(plan.issuedAt));
  try {
    return await transaction((session) => replaceIn(session, old, order, plan));
  } catch (error) {
    // Somebody else has issued it, or revoked the old one, in the same moment.
    if (!isDuplicate(error) && !(error instanceof Conflict)) throw error;
    const latest = await latestOfCase(old.case);
    if (latest && orderOn(latest)) throw error;
    return latest;
  }
}

async function replaceIn(
  session: ClientSession,
  { id, case: caseId, edition }: Certificate,
  order: Supersession,
  plan: Plan,
): Promise<Certificate> {
  const ordered = { _id: id, 'replacement.approvedAt': order.approvedAt };
  const before = await CertificateModel.findOne({ ...ordered, ...certificateStates.before('supersede') })
    .session(session)
    .lean();
  if (!before) throw new Conflict('certificates.changedMeanwhile');
  const old = plainCertificate(before);

  const number = await takeNumber(certificateSeries(plan.issuedAt), session);
  const superseded = { supersededBy: number, supersession: order };
  await move(CertificateModel, certificateStates, 'supersede', {
    filter: ordered,
    update: { $set: superseded, $unset: { replacement: 1, request: 1 } },
    session,
  });
  const certificate = await printNumbered(placeOf(old, edition + 1), plan, number, session);
  const detail = { number: old.number, supersededBy: number, reason: order.reason };
  const target = { kind: 'certificate', id };
  const after = { ...before, ...superseded, ...certificateStates.after('supersede') };
  await recordAudit({ actor: 'system', action: 'certificates.supersede', target, before, after, detail }, session);
  await releaseHeld(caseId, session);
  await tellPeople(old, certificate, order, session);
  return certificate;
}

/** What its holder chose goes along, and so does a request to revoke it that waits: it is about the person, not the paper. */
function placeOf(old: Certificate, edition: number) {
  const { case: caseId, enrolment, account, cohort, programme, body, scheme, cycle, minuteNumber } = old;
  const { isNameHidden, request, number: supersedes } = old;
  const whose = { case: caseId, enrolment, account, cohort, programme, body };
  const kept = { scheme, cycle, minuteNumber, isNameHidden, ...(request ? { request } : {}) };
  return { ...whose, ...kept, edition, supersedes };
}

async function tellPeople(
  old: Certificate,
  certificate: Certificate,
  { reason, by }: Supersession,
  session: ClientSession,
): Promise<void> {
  await writeTo(old.account, letters.replaced(old, certificate, reason), session);
  await writeTo(by, letters.replacementDone(old, certificate), session);
}
