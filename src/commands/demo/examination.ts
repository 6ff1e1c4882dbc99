/** From completion to the certificate: the cases of the learners who have finished, each brought to its own step. */
import { transaction } from '../../platform/database.ts';
import { must } from '../../platform/must.ts';
import {
  acceptCase,
  addEvidence,
  type AssessmentCase,
  checkEvidence,
  findCase,
  moveExam,
  openCase,
  routeCase,
  saveClaim,
  saveFinding,
  sendRecommendation,
  sendSelfAssessment,
  signAsAssessor,
  signAsCandidate,
} from '../../features/assessments/index.ts';
import { registerAssessor } from '../../features/assessors/index.ts';
import { decideAgain } from '../../features/completion/index.ts';
import { addCases, findMinute, openMinute, signMinute } from '../../features/panels/index.ts';
import type { DemoEnrolment } from './applicants.ts';
import { completedAgo, type Stage, stages } from './cohort.ts';
import { type DemoSchool, examinedAgo } from './school.ts';

const isPast = (stage: Stage, gate: Stage) => stages.indexOf(stage) > stages.indexOf(gate);

/** Two assessors with room; the third reason in each routing comes from their licences and loads. */
export async function registerAssessors({ people, body, day }: DemoSchool): Promise<void> {
  const licence = { from: day(-400), until: day(600) };
  const entry = { body, licence, schemes: ['persiapan-ekspor'], capacity: 20 };
  await registerAssessor({ ...entry, account: people.assessor, registration: 'MET.000.001668 2024' }, people.manager);
  await registerAssessor(
    { ...entry, account: people.otherAssessor, registration: 'MET.000.002417 2025' },
    people.manager,
  );
}

/** Opens the case and finds its assessor: one case after the other, since whom it is offered depends on those before. */
export async function offer(school: DemoSchool, who: DemoEnrolment, stage: Stage): Promise<AssessmentCase> {
  // An offer lapses after three days, so the one that still waits for its answer was made yesterday.
  const completedOn = school.day(stage === 'case-offered' ? -1 : -completedAgo);
  await decideAgain(who.enrolment.id, completedOn);
  const opened = await openCase({ ...who.enrolment, enrolment: who.enrolment.id }, completedOn);
  await routeCase(opened.id, completedOn);
  return latest(opened.id);
}

/** From completion until `stage` is the next thing to do. Returns the case as it then is. */
export const examine = async (school: DemoSchool, who: DemoEnrolment, stage: Stage): Promise<AssessmentCase> =>
  examineOffered(school, who, await offer(school, who, stage), stage);

export async function examineOffered(
  school: DemoSchool,
  who: DemoEnrolment,
  offered: AssessmentCase,
  stage: Stage,
): Promise<AssessmentCase> {
  if (stage === 'case-offered') return offered;

  const assessor = must(offered.assessor, 'the assessor of a case that was offered');
  await acceptCase(offered, assessor, school.day(1 - completedAgo));
  if (stage === 'self-assessment-due') return latest(offered.id);

  await assessOneself(offered, school.day(2 - completedAgo));
  if (stage === 'consent-due') return latest(offered.id);

  await signAsCandidate(offered.id, who.account, school.day(3 - completedAgo));
  await signAsAssessor(offered.id, assessor, school.day(3 - completedAgo));
  if (stage === 'evidence-due') return latest(offered.id);

  await moveExam(offered.id, assessor, school.day(-examinedAgo), school.day(3 - completedAgo));
  await judge(await latest(offered.id), stage, school.day(-examinedAgo));
  if (stage !== 'recommendation-due')
    await sendRecommendation(offered.id, assessor, school.day(-examinedAgo), school.day(1 - examinedAgo));
  return latest(offered.id);
}

async function latest(id: string): Promise<AssessmentCase> {
  const found = await findCase({ _id: id });
  if (!found) throw new Error(`the case ${id} is gone`);
  return found;
}

async function assessOneself({ id, account, claims }: AssessmentCase, at: Date): Promise<void> {
  for (const claim of claims) {
    const note = 'Saya sudah melakukannya untuk produk saya sendiri.';
    await transaction((session) => saveClaim(id, account, { ...claim, claim: 'competent', note }, session));
  }
  await sendSelfAssessment(id, account, at);
}

/** The assessor checks every piece, adds what was heard where the works show nothing, and judges each unit. */
async function judge(one: AssessmentCase, stage: Stage, at: Date): Promise<void> {
  const assessor = must(one.assessor, 'the assessor of a case that was accepted');
  const good = { valid: true, authentic: true, current: true, sufficient: true, note: 'Sesuai dengan kriteria.' };
  for (const { id } of one.evidence) {
    const offeredFor = one.claims.filter(({ evidence }) => evidence.includes(id));
    const checks = offeredFor.map(({ unit }) => ({ ...good, unit }));
    if (checks.length > 0) await checkEvidence(one.id, assessor, id, checks, at);
  }
  const isWeak = (unit: string) => stage === 'not-yet-competent' && unit === one.units.at(-1);
  const judged = stage === 'recommendation-due' ? one.units.slice(0, -2) : one.units;
  for (const unit of judged) {
    if (!one.claims.some((claim) => claim.unit === unit && claim.evidence.length > 0)) {
      const heard = {
        source: 'assessor' as const,
        title: 'Wawancara dan demonstrasi',
        account: 'Menjawab dengan contoh dari usahanya.',
        madeOn: at,
        files: [],
      };
      const whose = { _id: one.id, assessor };
      const piece = await transaction((session) => addEvidence(whose, unit, heard, { by: assessor, now: at }, session));
      await checkEvidence(one.id, assessor, piece, [{ ...good, unit, sufficient: !isWeak(unit) }], at);
    }
    const verdict = isWeak(unit)
      ? {
          recommendation: 'not-yet-competent' as const,
          finding: 'Belum menemukan selisih dokumen.',
          missing: 'Periksa satu set dokumen L/C contoh dan tulis selisihnya.',
        }
      : { recommendation: 'competent' as const, finding: 'Semua kriteria terlihat.', missing: '' };
    await saveFinding(one.id, assessor, { unit, methods: ['portfolio', 'interview'], ...verdict }, at);
  }
}

/** The panel meets once about the cases that are decided in this story. */
export async function holdPanel(school: DemoSchool, cases: readonly AssessmentCase[]): Promise<void> {
  const { chair, panelTwo, panelThree } = school.people;
  const meeting = {
    heldOn: school.day(-5),
    place: 'Kantor Sekolah Ekspor',
    members: [chair, panelTwo, panelThree],
    chair,
  };
  const minute = await openMinute(school.body, meeting, chair, school.day(-5));
  await addCases(
    minute,
    cases.map(({ id }) => id),
    chair,
  );
  for (const member of meeting.members) {
    const current = must(await findMinute(minute.id, [school.body]), 'the minute of the panel');
    const signing = await signMinute(current, member, school.day(-5));
    const isLast = member === meeting.members.at(-1);
    if (signing.closed !== isLast) throw new Error(`the panel could not close its minute: ${JSON.stringify(signing)}`);
  }
}

/** Which cases the panel of the story has decided. */
export const isDecided = (stage: Stage): boolean => isPast(stage, 'panel-due');
