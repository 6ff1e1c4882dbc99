/** A learner of the demo at work: reads, answers, sends, is marked, through the services that the pages call. */
import { createHash, randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { changeWork, dueAt, findOwnWork, giveMarks } from '../../features/assignments/index.ts';
import { type Assignment, type Curriculum, findAnswerKey, type Module, quizOf } from '../../features/courses/index.ts';
import { markRead } from '../../features/lessons/index.ts';
import { rightValue } from '../../features/questions/index.ts';
import { saveAnswer, startAttempt, submitAttempt } from '../../features/quizzes/index.ts';
import type { ReceivedFile } from '../../platform/files/index.ts';
import { must } from '../../platform/must.ts';
import type { DemoEnrolment } from './applicants.ts';
import type { DemoFile } from './files.ts';
import type { DemoSchool } from './school.ts';

const minuteInMs = 60_000;
const after = (moment: Date, minutes: number) => new Date(moment.getTime() + minutes * minuteInMs);

const dayInMinutes = 24 * 60;

const earlierOf = (one: Date, other: Date) => (one < other ? one : other);

/** The morning on which a learner works on a module: in the module's week, or as early as those who are ahead. */
function weekDay({ running, aheadBy }: DemoSchool, module: Module, extraDays = 0): Date {
  const inWeek = after(running.startsOn, ((module.week - 1) * 7 + extraDays) * dayInMinutes);
  return aheadBy ? earlierOf(inWeek, after(aheadBy, extraDays * dayInMinutes)) : inWeek;
}

const daysToWork = 3;

/** As many days before it is due, before today, or after the last lesson of those who are ahead. */
function sendingDay({ aheadBy }: DemoSchool, due: Date): Date {
  const latest = aheadBy ? after(aheadBy, daysToWork * dayInMinutes) : after(new Date(), -daysToWork * dayInMinutes);
  return earlierOf(after(due, -daysToWork * dayInMinutes), latest);
}

/** Reads the first `count` lessons of a module. */
export async function read(school: DemoSchool, who: DemoEnrolment, module: Module, count: number): Promise<void> {
  for (const [index, lesson] of module.lessons.slice(0, count).entries()) {
    await markRead(who.enrolment.id, `${module.slug}/${lesson.slug}`, after(weekDay(school, module), index * 12));
  }
}

/** Takes a quiz and answers `right` of its questions as the key says; sends it unless it is left open. */
export async function takeQuiz(
  school: DemoSchool,
  {
    who,
    curriculum,
    module,
    right,
    at,
  }: { who: DemoEnrolment; curriculum: Curriculum; module: Module; right: number; at?: Date },
  isSent = true,
): Promise<void> {
  const started = at ?? weekDay(school, module, 2);
  const quiz = must(quizOf(curriculum, module.slug), `the quiz of ${module.slug}`);
  const key = await findAnswerKey(curriculum.version, quiz.id);
  const attempt = await startAttempt({ enrolment: who.enrolment, cohort: school.running, quiz }, started);
  for (const [index, question] of attempt.questions.entries()) {
    if (!isSent && index >= right) break;
    const value =
      index < right
        ? rightValue(question, must(key[question.id], `the key of ${question.id}`).right)
        : [question.choices[0]?.id ?? '1'];
    const answer = { question: question.id, value, sequence: 1 };
    await saveAnswer({ id: attempt.id, account: who.account }, answer, after(started, 1 + index / 2));
  }
  if (isSent) await submitAttempt(attempt.id, after(started, 12));
}

type Sent = Readonly<{
  who: DemoEnrolment;
  curriculum: Curriculum;
  assignment: Assignment;
  file: DemoFile;
  text: string;
}>;

/** Sends work on an assignment, a few days before it is due, and before today; again after it was returned. */
export async function sendWork(school: DemoSchool, sent: Sent): Promise<void> {
  const { who, curriculum, assignment, file, text } = sent;
  const due = dueAt(school.running.startsOn, assignment.dueWeek);
  const known = await findOwnWork(who.enrolment.id, assignment.id);
  const received = await arrive(file);
  try {
    const place = { enrolment: who.enrolment, curriculum: curriculum.version, assignment, due };
    const change = { seen: known?.draft.revision ?? 0, text, add: [received], send: true };
    const outcome = await changeWork(place, change, sendingDay(school, due));
    if (outcome.kind !== 'sent') throw new Error(`work of ${who.learner.name} was not sent: ${outcome.kind}`);
  } finally {
    await rm(received.path, { force: true });
  }
}

/** A file as it lies in quarantine once a request has brought it. */
async function arrive({ name, bytes, kind }: DemoFile): Promise<ReceivedFile> {
  const file = path.join(os.tmpdir(), `layar-demo-${randomUUID()}`);
  await writeFile(file, bytes, { mode: 0o600 });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const type = kind === 'pdf' ? 'application/pdf' : 'image/jpeg';
  return {
    field: 'files',
    name,
    kind,
    type,
    path: file,
    bytes: bytes.length,
    sha256,
    receivedSha256: sha256,
    scan: 'not-scanned',
  };
}

/** The instructor accepts the work that was sent last. */
export const accept = (school: DemoSchool, who: DemoEnrolment, assignment: Assignment): Promise<void> =>
  mark(school, who, assignment, 'accepted');

/** The instructor returns the work with what is missing, beside the first criterion. */
export const returnWork = (
  school: DemoSchool,
  who: DemoEnrolment,
  assignment: Assignment,
  why: string,
): Promise<void> => mark(school, who, assignment, 'returned', why);

async function mark(
  school: DemoSchool,
  who: DemoEnrolment,
  assignment: Assignment,
  outcome: 'accepted' | 'returned',
  why = '',
): Promise<void> {
  const work = await findOwnWork(who.enrolment.id, assignment.id);
  if (!work) throw new Error(`${who.learner.name} has sent nothing for ${assignment.id}`);
  const criteria = assignment.rubric.map(({ id, levels }, index) => {
    const isWeak = outcome === 'returned' && index === 0;
    const level = must(levels[isWeak ? 1 : levels.length - 1 - (index % 2)], `a level of ${id}`);
    return { id, points: level.points, comment: isWeak ? why : '' };
  });
  const comment = outcome === 'accepted' ? 'Jelas dan lengkap. Pertahankan.' : 'Hampir selesai, tinggal satu bagian.';
  const place = { work, assignment, version: work.sent, seen: work.marking?.revision ?? 0 };
  const at = after(must(work.sentAt, 'the moment when the work was sent'), 30 * 60);
  const { kind } = await giveMarks(place, { criteria, comment, outcome }, school.people.instructor, at);
  if (kind !== 'done') throw new Error(`work of ${who.learner.name} could not be marked`);
}
