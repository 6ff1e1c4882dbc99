/** Accepting an application: a seat, an enrolment, the business and the learner's role, all of them or none. */
import type { ClientSession } from 'mongoose';
import { transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { publish } from '../../platform/events.ts';
import type { StringKey } from '../../platform/i18n.ts';
import { grantRole } from '../accounts/index.ts';
import { type Cohort, findCohort, findProgramme, takeSeat, vacancyIn } from '../programmes/index.ts';
import { ApplicationModel } from './application.model.ts';
import { requiredChecks } from './application.rules.ts';
import { registerBusiness } from './business.service.ts';
import { EnrolmentModel } from './enrolment.model.ts';
import { type Enrolment, findEnrolmentOf, plainEnrolment } from './enrolment.service.ts';
import { plainApplication, type StoredApplication } from './reading.service.ts';
import { noteDecision, waiting } from './verification.service.ts';

/**
 * Admits the applicant, if all required checks are met. The last seat goes to exactly one: of two transactions that take
 * it, one finds none left. Done twice by the same verifier, the second gets the enrolment of the first. Throws Conflict
 * when there is no seat, a check is not met, or another verifier decided meanwhile.
 */
export async function acceptApplication(id: string, cohort: Cohort, verifierId: string, now: Date): Promise<Enrolment> {
  const accepted = await transaction((session) => admit(id, cohort, verifierId, now, session));
  if (accepted) return accepted;
  const own = await ApplicationModel.exists({ _id: id, state: 'accepted', decidedBy: verifierId });
  const enrolment = own === null ? undefined : await findEnrolmentOf(id);
  if (!enrolment) throw new Conflict('admissions.decidedMeanwhile');
  return enrolment;
}

async function admit(
  id: string,
  cohort: Cohort,
  verifierId: string,
  now: Date,
  session: ClientSession,
): Promise<Enrolment | undefined> {
  const met = requiredChecks(cohort.eligibility).map((check) => [`checks.${check}.decision.verdict`, 'meets']);
  const stored = await ApplicationModel.findOneAndUpdate(
    { ...waiting(id, verifierId), cohort: cohort.id, ...Object.fromEntries(met) },
    { $set: { state: 'accepted', decidedAt: now, decidedBy: verifierId } },
    { returnDocument: 'after', session },
  ).lean();
  if (!stored) return undefined;
  if (!(await takeSeat(cohort.id, session))) throw new Conflict(await whyNoSeat(cohort.id));
  const enrolment = await enrol(stored, now, session);
  await grantRole(enrolment.account, { role: 'learner', scope: cohort.id }, verifierId, now, session);
  await noteDecision(plainApplication(stored), 'accepted', verifierId, session);
  const { id: enrolmentId, account } = enrolment;
  await publish('learner.admitted', { enrolment: enrolmentId, account, cohort: cohort.id }, session);
  return enrolment;
}

/** As of now, for the page that says why nobody was admitted. */
async function whyNoSeat(cohortId: string): Promise<StringKey> {
  const cohort = await findCohort(cohortId);
  const programme = cohort && (await findProgramme(cohort.programme));
  const vacancy = cohort && programme && vacancyIn(cohort, programme);
  return vacancy === 'ended' || vacancy === 'closed' ? `admissions.noPlace.${vacancy}` : 'admissions.noSeats';
}

async function enrol(stored: StoredApplication, now: Date, session: ClientSession): Promise<Enrolment> {
  const { _id, applicant, cohort, programme } = stored;
  const business = await registerBusiness(stored, session);
  const seat = { account: applicant, cohort, programme, application: _id, admittedAt: now, state: 'active' as const };
  const [made] = await EnrolmentModel.create([{ ...seat, ...(business ? { business } : {}) }], { session });
  return plainEnrolment(made!.toObject());
}
