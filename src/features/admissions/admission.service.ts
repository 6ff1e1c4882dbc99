/** Accepting an application: a seat, an enrolment, the business and the learner's role, all of them or none. */
import mongoose, { type ClientSession } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { isDuplicate, transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import type { StringKey } from '../../platform/i18n.ts';
import { createOne } from '../../platform/model.ts';
import { moveIfReady, tell } from '../../platform/moves.ts';
import { grantRole } from '../accounts/index.ts';
import { type Cohort, findCohort, findProgramme, takeSeat, vacancyIn } from '../programmes/index.ts';
import { ApplicationModel } from './application.model.ts';
import { requiredChecks } from './application.rules.ts';
import { applicationStates } from './application.states.ts';
import { registerBusiness } from './business.service.ts';
import { findEarlierSeats } from './earlier-seat.service.ts';
import { EnrolmentModel } from './enrolment.model.ts';
import { type Enrolment, findEnrolmentOf, plainEnrolment } from './enrolment.service.ts';
import { enrolmentStates } from './enrolment.states.ts';
import { type Application, plainApplication, type StoredApplication } from './reading.service.ts';
import { noteDecision, ofOthers } from './verification.service.ts';

/** Why somebody gets a seat who has, or had, one in the programme; empty when nobody allowed it. */
type Admission = Readonly<{ verifier: string; reason: string; now: Date }>;

/**
 * Admits the applicant, if all required checks are met. The last seat goes to exactly one: of two transactions that take
 * it, one finds none left. A person has one seat in a programme, whichever account they apply with, unless the verifier
 * allows another for a `reason`. Done twice by the same verifier, the second gets the enrolment of the first. Throws
 * Conflict when there is no seat, a check is not met, the person has a seat, or another verifier decided meanwhile.
 */
export async function acceptApplication(
  id: string,
  cohort: Cohort,
  verifierId: string,
  now: Date,
  reason = '',
): Promise<Enrolment> {
  const accepted = await admitOnce(id, cohort, { verifier: verifierId, reason, now });
  if (accepted) return accepted;
  const own = await ApplicationModel.exists({ _id: id, ...applicationStates.where('accepted'), decidedBy: verifierId });
  const enrolment = own === null ? undefined : await findEnrolmentOf(id);
  if (!enrolment) throw new Conflict('admissions.decidedMeanwhile');
  return enrolment;
}

/** Of two cohorts that admit one person at the same moment, the unique indexes let one. */
async function admitOnce(id: string, cohort: Cohort, admission: Admission): Promise<Enrolment | undefined> {
  try {
    return await transaction((session) => admit(id, cohort, admission, session));
  } catch (error) {
    if (!isSeatTaken(error)) throw error;
    throw new Conflict('admissions.hasSeat');
  }
}

/** Said by one of the two indexes over a person and a programme, rather than by another of the documents written. */
const isSeatTaken = (error: unknown): boolean =>
  isDuplicate(error) && 'programme' in ((error as { keyPattern?: object }).keyPattern ?? {});

async function admit(
  id: string,
  cohort: Cohort,
  admission: Admission,
  session: ClientSession,
): Promise<Enrolment | undefined> {
  const { verifier, now } = admission;
  const met = requiredChecks(cohort.eligibility).map((check) => [`checks.${check}.decision.verdict`, 'meets']);
  const stored = await moveIfReady(ApplicationModel, applicationStates, 'accept', {
    filter: { ...ofOthers(id, verifier), cohort: cohort.id, ...Object.fromEntries(met) },
    update: { $set: { decidedAt: now, decidedBy: new mongoose.Types.ObjectId(verifier) } },
    session,
  });
  if (!stored) return undefined;
  if (!(await takeSeat(cohort.id, session))) throw new Conflict(await whyNoSeat(cohort.id));
  const application = plainApplication(stored);
  const earlier = await findEarlierSeats(application, session);
  if (earlier.length > 0) await allow(application, earlier, admission, session);
  const enrolment = await enrol(stored, earlier.length === 0, admission, session);
  await grantRole(enrolment.account, { role: 'learner', scope: cohort.id }, verifier, now, session);
  await noteDecision(application, 'accepted', verifier, session);
  const { id: enrolmentId, account } = enrolment;
  await tell(enrolmentStates, 'admit', { enrolment: enrolmentId, account, cohort: cohort.id }, session);
  return enrolment;
}

/** As of now, for the page that says why nobody was admitted. */
async function whyNoSeat(cohortId: string): Promise<StringKey> {
  const cohort = await findCohort(cohortId);
  const programme = cohort && (await findProgramme(cohort.programme));
  const vacancy = cohort && programme && vacancyIn(cohort, programme);
  return vacancy === 'ended' || vacancy === 'closed' ? `admissions.noPlace.${vacancy}` : 'admissions.noSeats';
}

/** Leaves in the audit trail who allowed a second seat, and why. */
async function allow(
  { id }: Application,
  earlier: readonly Enrolment[],
  { verifier, reason }: Admission,
  session: ClientSession,
): Promise<void> {
  if (reason === '') throw new Conflict('admissions.hasSeat');
  const target = { kind: 'application', id };
  const detail = { reason, earlier: earlier.map((seat) => seat.id).join(' ') };
  await recordAudit({ actor: verifier, action: 'admissions.allowAgain', target, detail }, session);
}

async function enrol(
  stored: StoredApplication,
  isSole: boolean,
  { verifier, reason, now }: Admission,
  session: ClientSession,
): Promise<Enrolment> {
  const { _id, applicant, cohort, programme, held } = stored;
  const business = await registerBusiness(stored, session);
  const seat = { account: applicant, cohort, programme, application: _id, admittedAt: now };
  const by = new mongoose.Types.ObjectId(verifier);
  const enrolment = {
    ...seat,
    ...enrolmentStates.after('admit'),
    ...(business ? { business } : {}),
    ...(held ? { person: held.nik } : {}),
    ...(isSole ? { isSole } : { allowance: { reason, by, at: now } }),
  };
  return plainEnrolment(await createOne(EnrolmentModel, enrolment, session));
}
