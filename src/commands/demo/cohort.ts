/** The cohorts that are taught: of the pilot and of the one before it each stands one step before a gate, in the semester all are under way. */
import { planSession, recordAttendance } from '../../features/attendance/index.ts';
import { type Curriculum, findCurriculum } from '../../features/courses/index.ts';
import { must } from '../../platform/must.ts';
import type { DemoEnrolment } from './applicants.ts';
import { type DemoFile, sheet } from './files.ts';
import type { DemoSchool } from './school.ts';
import { accept, read, returnWork, sendWork, takeQuiz } from './study.ts';

/** Where each learner of the pilot, and then of the cohort before it, stands. Those after them study the whole semester. */
export const stages = [
  'work-returned',
  'one-lesson-left',
  'quiz-open',
  'work-to-be-marked',
  'attendance-short',
  'case-offered',
  'self-assessment-due',
  'consent-due',
  'evidence-due',
  'recommendation-due',
  'panel-due',
  'not-yet-competent',
  'certified',
  'revocation-requested',
  'revoked',
  'replaced',
] as const;
export type Stage = (typeof stages)[number];

export const stageAt = (index: number): Stage | undefined => stages[index];

/** Those whose study is done, so that completion opens their case. */
export const hasCompleted = (stage: Stage | undefined): boolean =>
  stage !== undefined && stages.indexOf(stage) >= stages.indexOf('case-offered');

/** Those who were examined together, on the exam day of a cohort that has ended. */
export const wasExamined = (stage: Stage | undefined): boolean =>
  stage !== undefined && stages.indexOf(stage) >= stages.indexOf('recommendation-due');

type Plan = Readonly<{
  /** The number of the first of these learners in the story. */
  first?: number;
  past?: number;
  isOver?: boolean;
}>;

/** How many days ago those whose study is done had completed; who is offered a case only now did so yesterday. */
export const completedAgo = 20;

/** A morning at the training centre each week that has passed, and one to come unless the class is over. */
export async function holdSessions(
  school: DemoSchool,
  learners: readonly DemoEnrolment[],
  { first = 0, past = 12, isOver = false }: Plan = {},
): Promise<void> {
  const by = school.people.instructor;
  for (let week = 0; week < past + (isOver ? 0 : 1); week += 1) {
    const startsAt = school.day(-84 + week * 7 + (week === past ? 3 : 1));
    const meeting = {
      startsAt,
      endsAt: new Date(startsAt.getTime() + 3 * 3_600_000),
      place: 'BLK Cipondoh, ruang 2',
      topic: must(topics[week], `a topic for week ${week}`),
      teacher: by,
    };
    const session = await planSession(school.running.id, meeting, by);
    if (!session || week === past) continue;
    const statuses = new Map(
      learners.map(({ enrolment }, index) => [
        enrolment.id,
        wasThere(first + index, week) ? ('present' as const) : ('absent' as const),
      ]),
    );
    await recordAttendance(session, { seen: session.revision, statuses, by }, meeting.endsAt);
  }
}

// prettier-ignore
const topics = [
  'Orientasi dan tujuan ekspor', 'Legalitas usaha dan NIB', 'Lembar spesifikasi produk', 'Kode HS', 'Standar dan halal',
  'Riset pasar', 'Kemasan dan label', 'Jualan lewat media sosial', 'Mencari pembeli', 'Surat penawaran', 'Incoterms 2020',
  'Kontainer dan asuransi', 'Kalkulasi harga ekspor',
];

/** One learner of the pilot is short of 80 %. */
function wasThere(index: number, week: number): boolean {
  if (stageAt(index) === 'attendance-short') return week % 4 !== 3;
  return (index + week) % 11 !== 10;
}

/** Brings one learner of the pilot to where the story wants them. */
export async function study(taught: DemoSchool, who: DemoEnrolment, index: number): Promise<void> {
  const curriculum = await findCurriculum(taught.running.curriculum);
  const stage = stageAt(index);
  const isAhead = hasCompleted(stage) && !wasExamined(stage);
  const school = isAhead ? { ...taught, aheadBy: taught.day(-completedAgo - 6) } : taught;
  if (stage === 'work-returned') return studyHalf(school, who, curriculum);
  for (const module of curriculum.modules) {
    const isLast = module === curriculum.modules.at(-1);
    await read(school, who, module, module.lessons.length - (isLast && stage === 'one-lesson-left' ? 1 : 0));
    if (isLast && stage === 'quiz-open')
      await takeQuiz(school, { who, curriculum, module, right: 4, at: new Date() }, false);
    else await takeQuiz(school, { who, curriculum, module, right: 9 });
    const { assignment } = module;
    await sendWork(school, {
      who,
      curriculum,
      assignment,
      file: await workFile(who, assignment.title.id),
      text: cover(who),
    });
    if (!(isLast && stage === 'work-to-be-marked')) await accept(school, who, assignment);
  }
}

/** The first learner of the story: the first module done but for work that came back, the second begun. */
async function studyHalf(school: DemoSchool, who: DemoEnrolment, curriculum: Curriculum): Promise<void> {
  const [first, second] = curriculum.modules;
  if (!first || !second) throw new Error('the course of the demo has fewer than two modules');
  await read(school, who, first, first.lessons.length);
  await takeQuiz(school, { who, curriculum, module: first, right: 8 });
  const { assignment } = first;
  await sendWork(school, {
    who,
    curriculum,
    assignment,
    file: await workFile(who, assignment.title.id),
    text: cover(who),
  });
  await returnWork(
    school,
    who,
    assignment,
    'Ukuran kemasan belum ada. Tambahkan panjang, lebar, tinggi, dan berat kotor.',
  );
  await read(school, who, second, 3);
}

const semesterWeek = 2;

/** One learner of the semester: the further along by number, the more has been done of the first weeks. */
export async function studyFirstWeeks(school: DemoSchool, who: DemoEnrolment, index: number): Promise<void> {
  const curriculum = await findCurriculum(school.running.curriculum);
  const modules = curriculum.modules.filter(({ week }) => week <= semesterWeek);
  const done = index % semesterWeek;
  for (const module of modules.slice(0, done)) {
    await read(school, who, module, module.lessons.length);
    await takeQuiz(school, { who, curriculum, module, right: 6 + (index % 4) });
    const { assignment } = module;
    const file = await workFile(who, assignment.title.id);
    await sendWork(school, { who, curriculum, assignment, file, text: cover(who) });
    if (index % 3 !== 0) await accept(school, who, assignment);
  }
  const next = modules[done];
  if (next) await read(school, who, next, index % next.lessons.length);
}

const cover = ({ learner }: DemoEnrolment) => `Terlampir tugas saya untuk ${learner.business.product.toLowerCase()}.`;

const workFile = ({ learner }: DemoEnrolment, title: string): Promise<DemoFile> =>
  sheet(`${learner.key.replace('.', '-')}-tugas`, title, [
    `Usaha: ${learner.business.name}`,
    `Produk: ${learner.business.product}`,
    learner.business.description,
    'Ukuran: 35 x 40 x 12 cm, berat bersih 0,4 kg, toleransi 1 cm.',
    'Kapasitas: 400 buah sebulan, ditolak 1,5 persen.',
  ]);
