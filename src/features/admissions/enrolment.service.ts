/** Reading who has a seat in which cohort. */
import mongoose, { type Types } from 'mongoose';
import { type EnrolmentRecord, EnrolmentModel } from './enrolment.model.ts';
import { enrolmentStates } from './enrolment.states.ts';

export type Enrolment = Readonly<{
  id: string;
  account: string;
  cohort: string;
  programme: string;
  business?: string;
  application: string;
  admittedAt: Date;
  completedAt?: Date;
  state: EnrolmentRecord['state'];
}>;

export const plainEnrolment = (stored: EnrolmentRecord & { _id: Types.ObjectId }): Enrolment => ({
  id: String(stored._id),
  account: String(stored.account),
  cohort: String(stored.cohort),
  programme: String(stored.programme),
  ...(stored.business ? { business: String(stored.business) } : {}),
  application: String(stored.application),
  admittedAt: stored.admittedAt,
  ...(stored.completedAt ? { completedAt: stored.completedAt } : {}),
  state: stored.state,
});

export async function findEnrolment(id: string): Promise<Enrolment | undefined> {
  const stored = await EnrolmentModel.findById(id).lean();
  return stored ? plainEnrolment(stored) : undefined;
}

/** The seat that a person has in a cohort now; one who has withdrawn has none. */
export async function findOwnEnrolment(accountId: string, cohortId: string): Promise<Enrolment | undefined> {
  const stored = await EnrolmentModel.findOne({
    account: accountId,
    cohort: cohortId,
    ...enrolmentStates.where('seated'),
  }).lean();
  return stored ? plainEnrolment(stored) : undefined;
}

export async function findEnrolmentOf(applicationId: string): Promise<Enrolment | undefined> {
  const stored = await EnrolmentModel.findOne({ application: applicationId }).lean();
  return stored ? plainEnrolment(stored) : undefined;
}

/** All the person's seats, the latest first. */
export async function listOwnEnrolments(accountId: string): Promise<Enrolment[]> {
  return (
    await EnrolmentModel.find({ account: accountId, ...enrolmentStates.where('seated') })
      .sort({ _id: -1 })
      .lean()
  ).map(plainEnrolment);
}

/** All the seats that the person ever had, those that were given up included. */
export const listEnrolmentsEver = async (accountId: string): Promise<Enrolment[]> =>
  (await EnrolmentModel.find({ account: accountId }).lean()).map(plainEnrolment);

/** Everybody who is in the cohort now, in the order of admission: as many as it has seats. */
export async function listEnrolments(cohortId: string): Promise<Enrolment[]> {
  const found = await EnrolmentModel.find({ cohort: cohortId, ...enrolmentStates.where('seated') })
    .sort({ admittedAt: 1, _id: 1 })
    .lean();
  return found.map(plainEnrolment);
}

/** How many people are in these cohorts now; who has a seat in two of them is one. */
export async function countLearnersIn(cohortIds: readonly string[]): Promise<number> {
  const active = { cohort: mongoose.trusted({ $in: [...cohortIds] }), ...enrolmentStates.where('seated') };
  return (await EnrolmentModel.distinct('account', active)).length;
}

/** How many people were ever admitted to a programme, those who have withdrawn since included. */
export const countAdmitted = async (programmeId: string): Promise<number> =>
  (await EnrolmentModel.distinct('account', { programme: programmeId })).length;

/** Keeps with the seat that its learner has completed: who admits the person again reads so. Safe done twice. */
export async function noteCompletion(enrolmentId: string, now: Date): Promise<void> {
  await EnrolmentModel.updateOne(
    { _id: enrolmentId, completedAt: mongoose.trusted({ $exists: false }) },
    { $set: { completedAt: now } },
  );
}

/** To how many businesses these enrolments belong: several people may come from one. */
export async function countBusinesses(enrolmentIds: readonly string[]): Promise<number> {
  const found = await EnrolmentModel.distinct('business', { _id: mongoose.trusted({ $in: enrolmentIds }) });
  return found.length;
}
