/** Issuing: once for a case, with a number without gaps, as one PDF that is never made again. */
import type { ClientSession } from 'mongoose';
import { isDuplicate, transaction } from '../../platform/database.ts';
import { openSeries, takeNumber } from '../../platform/series.ts';
import { writeTo } from '../accounts/index.ts';
import { type DecidedCase, findDecidedCase } from '../assessments/index.ts';
import { CertificateModel } from './certificate.model.ts';
import { type Certificate, latestOfCase, plainCertificate } from './certificate.service.ts';
import { releaseHeld } from './held.service.ts';
import { letters } from './certificates.mail.ts';
import { certificateSeries } from './number.rules.ts';
import type { Plan } from './paper.service.ts';
import { planIssue } from './plan.service.ts';
import { printNumbered } from './print.service.ts';

/**
 * The certificate of a case that the panel found competent: issued now, or the latest that was issued before. Of two at once
 * one issues, and both get the same. Undefined when the case is not decided or not competent.
 * @throws CertificateHeld when it has to wait for somebody to mend what it would carry.
 */
export async function issueCertificate(caseId: string, now: Date): Promise<Certificate | undefined> {
  const decided = await findDecidedCase(caseId);
  if (decided?.outcome !== 'competent') return undefined;
  const issued = await latestOfCase(caseId);
  if (issued) {
    await releaseHeld(caseId);
    return issued;
  }
  const plan = await planIssue(decided, now);
  await openSeries(certificateSeries(plan.issuedAt));
  try {
    return await transaction((session) => issueIn(session, decided, plan));
  } catch (error) {
    const theirs = isDuplicate(error) ? await latestOfCase(caseId) : undefined;
    // A duplicate of anything else than this case is a fault, and the event that asked for a certificate stays undone.
    if (!theirs) throw error;
    return theirs;
  }
}

async function issueIn(session: ClientSession, decided: DecidedCase, plan: Plan): Promise<Certificate> {
  const stored = await CertificateModel.findOne({ case: decided.id }).sort({ edition: -1 }).session(session).lean();
  if (stored) return plainCertificate(stored);

  // From here on another issuer of this series waits or starts over, so a number that is given up was never seen.
  const number = await takeNumber(certificateSeries(plan.issuedAt), session);
  const { id, enrolment, account, cohort, programme, body, scheme, cycle, minuteNumber } = decided;
  const whose = { case: id, enrolment, account, cohort, programme, body };
  const place = { ...whose, scheme, cycle, minuteNumber, edition: 1, isNameHidden: false };
  const certificate = await printNumbered(place, plan, number, session);
  await releaseHeld(decided.id, session);
  await writeTo(account, letters.issued(certificate), session);
  return certificate;
}
