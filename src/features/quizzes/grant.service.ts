/** Granting one more attempt to a learner who has none left, and who such learners are. */
import mongoose, { type ClientSession, type Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { isDuplicate, transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { createOne } from '../../platform/model.ts';
import { known, must } from '../../platform/must.ts';
import { cutPage, type Paged } from '../../platform/paging.ts';
import { type Told, writeTo } from '../accounts/index.ts';
import { type Enrolment, listEnrolments } from '../admissions/index.ts';
import { findCurriculum, type Quiz } from '../courses/index.ts';
import { closesAt } from '../lessons/index.ts';
import type { Cohort } from '../programmes/index.ts';
import { AttemptModel } from './attempt.model.ts';
import { type QuizResult, resultOf, type Allowance, allowanceOf, withGrants } from './attempt.rules.ts';
import { type Attempt, listAttempts, type QuizTask, plainAttempt } from './attempt.service.ts';
import { letters } from './quizzes.mail.ts';
import { QuizGrant, type QuizGrantRecord } from './grant.model.ts';

export type Grant = Readonly<Pick<QuizGrantRecord, 'n' | 'at' | 'reason'> & { by: string }>;

const plainGrant = ({ n, at, reason, by }: QuizGrantRecord): Grant => ({ n, at, reason, by: String(by) });

/** The attempts that a learner was granted at a quiz, the first one first. */
export async function listGrants(enrolmentId: string, quizId: string): Promise<Grant[]> {
  return (await QuizGrant.find({ enrolment: enrolmentId, quiz: quizId }).sort({ n: 1 }).lean()).map(plainGrant);
}

type Granting = Readonly<{ n: number; reason: string; by: string }>;

/** `stored`: somebody has granted this attempt already, and that grant stands. `told`: how the learner hears of a new one. */
export type GrantOutcome = Readonly<{ kind: 'granted'; grant: Grant; told: Told } | { kind: 'stored'; grant: Grant }>;

/**
 * Grants attempt `n`, tells the learner and leaves it in the audit trail. Of several who do so at once one grants, and all
 * get that grant. Throws Conflict when the learner has passed, has an attempt left, or the class has ended.
 */
export async function grantAttempt(task: QuizTask, granting: Granting, now: Date): Promise<GrantOutcome> {
  const { enrolment, cohort, quiz } = task;
  const [attempts, grants] = await Promise.all([
    listAttempts(enrolment.id, quiz.id),
    listGrants(enrolment.id, quiz.id),
  ]);
  const stored = grants.find(({ n }) => n === granting.n);
  if (stored) return { kind: 'stored', grant: stored };
  const allowance = allowanceOf(withGrants(quiz, grants.length), attempts, closesAt(cohort), now);
  if (allowance.kind !== 'usedUp' || granting.n !== attempts.length + 1) throw new Conflict('quizzes.refused.noGrant');
  try {
    const made = await transaction((session) => store(task, granting, now, session));
    return { kind: 'granted', ...made };
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const grant = await QuizGrant.findOne({ enrolment: enrolment.id, quiz: quiz.id, n: granting.n }).orFail().lean();
    return { kind: 'stored', grant: plainGrant(grant) };
  }
}

async function store(
  { enrolment, cohort, quiz }: QuizTask,
  { n, reason, by }: Granting,
  at: Date,
  session: ClientSession,
): Promise<{ grant: Grant; told: Told }> {
  const made = await createOne(QuizGrant, { enrolment: enrolment.id, quiz: quiz.id, n, by, at, reason }, session);
  const grant = plainGrant(made);
  const target = { kind: 'enrolment', id: enrolment.id };
  const detail = { quiz: quiz.id, n };
  await recordAudit({ actor: by, action: 'quizzes.grantAttempt', target, after: grant, detail }, session);
  const { modules } = await findCurriculum(cohort.curriculum);
  const module = must(
    modules.find((one) => one.quiz.id === quiz.id),
    `the module of the quiz ${quiz.id}`,
  );
  const letter = letters.granted({ cohort: cohort.id, module: module.slug, quiz });
  return { grant, told: await writeTo(enrolment.account, letter, session) };
}

/** A learner who has made every attempt that everybody has and not passed, and what was granted since. */
export type Exhausted = Readonly<{
  enrolment: string;
  account: string;
  result: QuizResult;
  allowance: Allowance;
  grants: readonly Grant[];
}>;

/** A page of 25 of them, those without an attempt in front and then in the order of admission. */
export async function listExhausted(cohort: Cohort, quiz: Quiz, page: number, now: Date): Promise<Paged<Exhausted>> {
  const enrolments = await listEnrolments(cohort.id);
  const tried = await findTries(enrolments, quiz);
  const all = enrolments
    .flatMap(({ id, account }): Exhausted[] => {
      const { attempts, grants } = tried.get(id) ?? { attempts: [], grants: [] };
      const result = resultOf(
        attempts.flatMap(({ score }) => score ?? []),
        grants.length,
      );
      if (attempts.length < quiz.attempts || result.passed) return [];
      const allowance = allowanceOf(withGrants(quiz, grants.length), attempts, closesAt(cohort), now);
      return [{ enrolment: id, account, result, allowance, grants }];
    })
    .sort((one, other) => Number(other.allowance.kind === 'usedUp') - Number(one.allowance.kind === 'usedUp'));
  return cutPage(all, { page });
}

type Tries = { attempts: Attempt[]; grants: Grant[] };

/** What those have made and got who have made the last attempt that everybody has; by enrolment. */
async function findTries(enrolments: readonly Enrolment[], quiz: Quiz): Promise<Map<string, Tries>> {
  const all = mongoose.trusted({ $in: enrolments.map(({ id }) => id) });
  const last: Types.ObjectId[] = await AttemptModel.distinct('enrolment', {
    enrolment: all,
    quiz: quiz.id,
    n: quiz.attempts,
  });
  const theirs = { enrolment: mongoose.trusted({ $in: last }), quiz: quiz.id };
  const [attempts, grants] = await Promise.all([
    AttemptModel.find(theirs).sort({ enrolment: 1, n: 1 }).lean(),
    QuizGrant.find(theirs).sort({ enrolment: 1, n: 1 }).lean(),
  ]);
  const tries = new Map<string, Tries>(last.map((id) => [String(id), { attempts: [], grants: [] }]));
  for (const attempt of attempts) known(tries, String(attempt.enrolment)).attempts.push(plainAttempt(attempt));
  for (const grant of grants) known(tries, String(grant.enrolment)).grants.push(plainGrant(grant));
  return tries;
}
