/** Applications of the demo, sent and decided by the services that the pages call. */
import { createAccount } from '../../features/accounts/index.ts';
import {
  acceptApplication,
  type Application,
  type Check,
  decideChecks,
  type Enrolment,
  openApplication,
  saveStep,
  sendBack,
  type StepChange,
  submitApplication,
} from '../../features/admissions/index.ts';
import type { Cohort } from '../../features/programmes/index.ts';
import { keepBytes } from '../../platform/files/index.ts';
import { must } from '../../platform/must.ts';
import { type DemoFile, photo, sheet } from './files.ts';
import { type DemoLearner, demoPasswordHash, learnerAt } from './people.ts';
import type { DemoSchool } from './school.ts';

const checks = ['nib', 'ownProduct', 'quality', 'localId'] as const satisfies readonly Check[];
type Statement = NonNullable<StepChange['statement']>;

const hourInMs = 3_600_000;
const later = (moment: Date, hours: number) => new Date(moment.getTime() + hours * hourInMs);

export type DemoEnrolment = Readonly<{ learner: DemoLearner; account: string; enrolment: Enrolment }>;

export type Applied = Readonly<{ learner: DemoLearner; account: string; application: string }>;

/** Somebody of the running cohort, before it began: has applied, and meets every check. */
export async function apply(school: DemoSchool, index: number): Promise<Applied> {
  const { learner, account } = await signUp(index, school.day(-118));
  const { id } = await send(school.running, learner, account, school.day(-117));
  await decideChecks(id, allMet(), school.people.verifier, school.day(-112));
  return { learner, account, application: id };
}

export async function accept(school: DemoSchool, { application, ...who }: Applied): Promise<DemoEnrolment> {
  const { running, people, day } = school;
  return { ...who, enrolment: await acceptApplication(application, running, people.verifier, day(-110)) };
}

export const admit = async (school: DemoSchool, index: number): Promise<DemoEnrolment> =>
  accept(school, await apply(school, index));

/** Four people who want a seat in the next cohort: one is filling in, one can send, one waits, one has to fix. */
export async function makeApplicants(school: DemoSchool, firstIndex: number): Promise<DemoLearner[]> {
  const begun = await signUp(firstIndex, school.day(-3));
  const opened = await openApplication(school.open, begun.account, school.day(-3));
  await saveStep(
    opened.id,
    begun.account,
    { step: 'person', statement: must(statementsOf(begun.learner)[0], 'the first statement') },
    school.day(-3),
  );

  const ready = await signUp(firstIndex + 1, school.day(-2));
  await fillIn(school.open, ready.learner, ready.account, school.day(-2));

  const waiting = await signUp(firstIndex + 2, school.day(-5));
  await send(school.open, waiting.learner, waiting.account, school.day(-4));

  const returned = await signUp(firstIndex + 3, school.day(-9));
  const application = await send(school.open, returned.learner, returned.account, school.day(-8));
  const decisions = allMet().map((decision) =>
    decision.check === 'quality'
      ? {
          ...decision,
          verdict: 'needs-fixing' as const,
          note: 'Sebutkan berapa banyak yang ditolak saat pemeriksaan mutu.',
        }
      : decision,
  );
  await decideChecks(application.id, decisions, school.people.verifier, school.day(-6));
  await sendBack(application, school.open, school.people.verifier);
  return [begun, ready, waiting, returned].map(({ learner }) => learner);
}

const allMet = () => checks.map((check) => ({ check, verdict: 'meets' as const, note: '', seen: undefined }));

async function signUp(index: number, at: Date) {
  const learner = learnerAt(index);
  const { name, phone, email } = learner;
  return { learner, account: await createAccount({ name, phone, email, passwordHash: await demoPasswordHash() }, at) };
}

async function send(cohort: Cohort, learner: DemoLearner, account: string, at: Date): Promise<Application> {
  await fillIn(cohort, learner, account, at);
  const sending = await submitApplication({ cohort, account }, later(at, 2));
  if (!sending.sent) throw new Error(`${learner.name} could not apply: ${sending.why}`);
  return sending.application;
}

async function fillIn(cohort: Cohort, learner: DemoLearner, account: string, at: Date): Promise<void> {
  const { id } = await openApplication(cohort, account, at);
  const proofs = await proofsOf(learner);
  for (const statement of statementsOf(learner)) {
    const file = statement.step === 'person' ? undefined : proofs[statement.step];
    const keep = file && ((session: Parameters<typeof keepBytes>[2]) => keepProof(file, account, session));
    await saveStep(id, account, { step: statement.step, statement, ...(keep ? { keep } : {}) }, at);
  }
}

const keepProof = async ({ bytes, ...file }: DemoFile, owner: string, session: Parameters<typeof keepBytes>[2]) => [
  await keepBytes(bytes, { ...file, owner, purpose: 'application-proof' }, session),
];

async function proofsOf(learner: DemoLearner): Promise<Record<Check, DemoFile>> {
  const { business, nib, name } = learner;
  const [nibSheet, product, quality, card] = await Promise.all([
    sheet('surat-nib', 'Perizinan Berusaha Berbasis Risiko (contoh)', [
      `Nomor Induk Berusaha: ${nib}`,
      `Nama: ${business.name}`,
      `Pemilik: ${name}`,
    ]),
    photo('produk', nib.length + Number(nib.at(-1))),
    sheet('catatan-mutu', 'Catatan pemeriksaan mutu', [
      `Produk: ${business.product}`,
      'Diperiksa 20 contoh dari setiap 200.',
      'Ditolak bulan lalu: 3 dari 200.',
    ]),
    photo('ktp', 3),
  ]);
  return { nib: nibSheet, ownProduct: product, quality, localId: card };
}

function statementsOf({ nik, birthDate, district, nib, business }: DemoLearner): Statement[] {
  const address = 'Jalan Mawar 7 RT 02 RW 05';
  return [
    { step: 'person', values: { nik, birthDate, district, address } },
    { step: 'nib', values: { number: nib, businessName: business.name, kbli: undefined } },
    {
      step: 'ownProduct',
      values: { product: business.product, description: business.description, role: 'producer', place: address },
    },
    {
      step: 'quality',
      values: {
        capacity: 400,
        unit: business.unit,
        checking: 'Setiap barang diperiksa sebelum dikemas.',
        certificates: ['halal'],
        otherCertificates: '',
      },
    },
    { step: 'localId', values: { region: district, address } },
  ];
}
