/** Whether a person has, or had, another seat in the same programme: by the account, or by the NIK under any account. */
import mongoose, { type ClientSession } from 'mongoose';
import { ApplicationModel } from './application.model.ts';
import { applicationStates } from './application.states.ts';
import { EnrolmentModel } from './enrolment.model.ts';
import { type Enrolment, plainEnrolment } from './enrolment.service.ts';
import { enrolmentStates } from './enrolment.states.ts';

type Asked = Readonly<{ id: string; applicant: string; programme: string }>;

/** Seats that were not given up, those of graduates included; the latest first. Empty for most. */
export async function findEarlierSeats(application: Asked, session?: ClientSession): Promise<Enrolment[]> {
  const nik = await nikIndexOf(application.id, session);
  const { programme, applicant: account } = application;
  const twins = nik === undefined ? [] : await acceptedWith(nik, application, session);
  const active = { programme, ...enrolmentStates.where('seated') };
  const found = await EnrolmentModel.find({
    $or: [
      { account, ...active },
      { application: mongoose.trusted({ $in: twins }), ...active },
    ],
  })
    .session(session ?? null)
    .sort({ _id: -1 })
    .lean();
  return found.map(plainEnrolment).filter((seat) => seat.application !== application.id);
}

/** What the same person, by the NIK, has sent for other cohorts of the programme and nobody has decided yet. */
export async function findUndecidedTwins(application: Asked): Promise<{ number: string; cohort: string }[]> {
  const nik = await nikIndexOf(application.id);
  if (nik === undefined) return [];
  const found = await ApplicationModel.find(
    {
      programme: application.programme,
      'held.nik': nik,
      ...applicationStates.where('pending'),
      _id: mongoose.trusted({ $ne: application.id }),
    },
    { number: 1, cohort: 1 },
  )
    .sort({ _id: -1 })
    .limit(5)
    .lean();
  return found.map(({ number = '', cohort }) => ({ number, cohort: String(cohort) }));
}

/** The keyed hash under which an application holds its NIK; undefined before it was sent. */
async function nikIndexOf(id: string, session?: ClientSession): Promise<string | undefined> {
  const stored = await ApplicationModel.findById(id, { 'held.nik': 1 })
    .session(session ?? null)
    .lean();
  return stored?.held?.nik;
}

const acceptedWith = async (nik: string, { id, programme }: Asked, session?: ClientSession) =>
  (
    await ApplicationModel.find(
      { programme, 'held.nik': nik, ...applicationStates.where('accepted'), _id: mongoose.trusted({ $ne: id }) },
      { _id: 1 },
    )
      .session(session ?? null)
      .lean()
  ).map(({ _id }) => _id);
