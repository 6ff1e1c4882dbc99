/** Applicants and their applications, made by the services that the pages call. */
import { Types } from 'mongoose';
import { createAccount } from '../../src/features/accounts/index.ts';
import {
  type Application,
  type Check,
  decideChecks,
  findOwnApplication,
  openApplication,
  saveStep,
  submitApplication,
} from '../../src/features/admissions/index.ts';
import type { StepStatement } from '../../src/features/admissions/statement.rules.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { keepBytes } from '../../src/platform/files/index.ts';
import { enrolmentTime } from '../programmes/a-programme.ts';
import type { CheckVerdict } from '../../src/features/admissions/application.rules.ts';

export const aVerifier = String(new Types.ObjectId());

let counter = 0;
/** Numbers that differ from person to person: a NIK of Cipondoh, born on 21 May 1990, and a NIB. */
export const newNumbers = () => {
  counter += 1;
  const tail = String(counter).padStart(4, '0');
  return { nik: `367105210590${tail}`, nib: `912000114${tail}` };
};

export const anApplicant = () =>
  createAccount(
    {
      name: 'Sari Wulandari',
      email: `${String(new Types.ObjectId())}@example.org`,
      password: 'perahu-kertas-biru-laut',
    },
    enrolmentTime,
  );

type Numbers = ReturnType<typeof newNumbers>;

export const statementsOf = ({ nik, nib }: Numbers): StepStatement[] => [
  { step: 'person', values: { nik, birthDate: '1990-05-21', district: '36.71.05', address: 'Jl. Raden Saleh 1' } },
  { step: 'nib', values: { number: nib, businessName: 'Batik Sari Cipadu', kbli: '13134' } },
  {
    step: 'ownProduct',
    values: { product: 'Batik tulis', description: 'Ditulis tangan', role: 'producer', place: 'Cipadu' },
  },
  { step: 'quality', values: { capacity: 250, unit: 'lembar', checking: 'Setiap lembar', certificates: ['sni'] } },
  { step: 'localId', values: { region: '36.71.05', address: 'Jl. Raden Saleh 1' } },
];

/** A draft with everything filled in. */
export async function aCompleteDraft(cohort: Cohort, numbers = newNumbers(), accountId?: string): Promise<Application> {
  const account = accountId ?? (await anApplicant());
  const { id } = await openApplication(cohort, account, enrolmentTime);
  for (const statement of statementsOf(numbers)) await saveProved(id, account, statement, enrolmentTime);
  return (await findOwnApplication(cohort.id, account))!;
}

export async function saveProved(id: string, account: string, statement: StepStatement, now: Date): Promise<void> {
  const keep =
    statement.step === 'person'
      ? {}
      : { keep: async (session: Parameters<typeof keepBytes>[2]) => [await aProof(account, session)] };
  await saveStep(id, account, { step: statement.step, statement, ...keep }, now);
}

export const aProof = (owner: string, session?: Parameters<typeof keepBytes>[2]) =>
  keepBytes(
    Buffer.from('%PDF-1.4 %%EOF'),
    { name: 'bukti.pdf', kind: 'pdf', owner, purpose: 'admissions.proof' },
    session,
  );

export async function aSentApplication(cohort: Cohort, numbers = newNumbers()): Promise<Application> {
  const { applicant } = await aCompleteDraft(cohort, numbers);
  const sending = await submitApplication({ cohort, account: applicant }, enrolmentTime);
  if (!sending.sent) throw new Error(`the application was not sent: ${sending.why}`);
  return sending.application;
}

const allChecks: readonly Check[] = ['nib', 'ownProduct', 'quality', 'localId'];

/** Verdicts for all checks, met unless they are named. */
export const decideAll = (
  application: Application,
  changed: Partial<Record<Check, CheckVerdict>> = {},
  now = enrolmentTime,
) =>
  decideChecks(
    application.id,
    allChecks.map((check) => ({
      check,
      verdict: changed[check] ?? 'meets',
      note: changed[check] ? 'Fotonya buram' : '',
      seen: undefined,
    })),
    aVerifier,
    now,
  );
