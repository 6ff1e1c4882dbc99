import { expect } from 'chai';
import { findCurriculum, quizOf } from '../../src/features/courses/index.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { startAttempt } from '../../src/features/quizzes/attempt.service.ts';
import { grantAttempt, listExhausted, listGrants } from '../../src/features/quizzes/grant.service.ts';
import { QuizGrant } from '../../src/features/quizzes/grant.model.ts';
import { quizResultsOf } from '../../src/features/quizzes/result.service.ts';
import { submitAttempt } from '../../src/features/quizzes/submission.service.ts';
import { OutboxMail } from '../../src/platform/mail/mail.model.ts';
import { auditEntries } from '../support/audit.ts';
import { aCohort, aLearner } from '../support/classroom.ts';
import { useDatabase } from '../support/database.ts';

const start = new Date('2026-11-21T09:00:00+07:00');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const [instructor, colleague] = ['a'.repeat(24), 'b'.repeat(24)] as const;
const reason = 'Soal berat sudah dibahas bersama.';

describe('granting one more attempt', () => {
  useDatabase();
  let cohort: Cohort;
  before(async () => {
    cohort = await aCohort(start);
  });

  const aTask = async () => {
    const { enrolment, email } = await aLearner(cohort, start);
    return { enrolment, email, cohort, quiz: quizOf(await findCurriculum(cohort.curriculum), '01-kenal-barang')! };
  };
  type ATask = Awaited<ReturnType<typeof aTask>>;
  const fail = async (task: ATask) => submitAttempt((await startAttempt(task, after(10))).id, after(20));
  /** Somebody who has made both attempts that everybody has. */
  const anExhausted = async () => {
    const task = await aTask();
    for (const _ of [1, 2]) await fail(task);
    return task;
  };
  const refusal = (granting: Promise<unknown>) =>
    granting.then(
      () => 'granted',
      (error: Error) => error.message,
    );
  const grant = (task: ATask, n = 3, by: string = instructor, now = after(60)) =>
    grantAttempt(task, { n, reason, by }, now);
  const entriesOf = ({ enrolment }: ATask) =>
    auditEntries({ action: 'quizzes.grantAttempt', 'target.id': enrolment.id });
  const lettersTo = ({ email }: ATask) => OutboxMail.find({ to: email }).lean();

  it('lets the learner start again, once', async () => {
    const task = await anExhausted();
    expect(await grant(task)).to.deep.equal({
      kind: 'granted',
      grant: { n: 3, reason, by: instructor, at: after(60) },
      told: 'mail',
    });
    const third = await startAttempt(task, after(70));
    expect(third.n).to.equal(3);
    await submitAttempt(third.id, after(80));
    expect(await refusal(startAttempt(task, after(90)))).to.equal('quizzes.refused.noStart');
    expect((await quizResultsOf([task.enrolment.id])).get(task.enrolment.id)!.get(task.quiz.id)).to.include({
      attempts: 3,
      granted: 1,
    });
  });

  it('leaves who did it in the audit trail, and writes to the learner', async () => {
    const task = await anExhausted();
    await grant(task);
    const [entry, ...others] = await entriesOf(task);
    expect(others).to.deep.equal([]);
    expect(entry).to.include({ actor: instructor, detail: `{"n":3,"quiz":"${task.quiz.id}"}` });
    const [letter] = await lettersTo(task);
    expect(letter!.subject).to.contain(task.quiz.title.id);
    expect(letter!.text).to.contain(`/kelas/${task.cohort.id}/kuis/01-kenal-barang`);
  });

  it('makes one attempt of two instructors who press at once, and both get the same grant', async () => {
    const task = await anExhausted();
    const outcomes = await Promise.all([instructor, colleague, instructor, colleague].map((by) => grant(task, 3, by)));
    expect(outcomes.filter(({ kind }) => kind === 'granted')).to.have.length(1);
    expect(new Set(outcomes.map(({ grant: { by } }) => by)).size).to.equal(1);
    expect(await QuizGrant.countDocuments({ enrolment: task.enrolment.id })).to.equal(1);
    expect(await entriesOf(task)).to.have.length(1);
    expect(await lettersTo(task)).to.have.length(1);
  });

  it('does not make a second one of a late press, though that attempt was used meanwhile', async () => {
    const task = await anExhausted();
    await grant(task);
    await fail(task);
    const late = await grant(task, 3, colleague, after(120));
    expect(late).to.deep.include({ kind: 'stored' });
    expect(late.grant.by).to.equal(instructor);
    expect(await listGrants(task.enrolment.id, task.quiz.id)).to.have.length(1);
    expect((await grant(task, 4, colleague, after(130))).kind).to.equal('granted');
  });

  it('is for nobody who has an attempt, has one open, or skips one', async () => {
    const fresh = await aTask();
    expect(await refusal(grant(fresh, 1))).to.equal('quizzes.refused.noGrant');
    const busy = await aTask();
    await fail(busy);
    await startAttempt(busy, after(30));
    expect(await refusal(grant(busy))).to.equal('quizzes.refused.noGrant');
    expect(await refusal(grant(await anExhausted(), 4))).to.equal('quizzes.refused.noGrant');
  });

  it('ends with the class', async () => {
    const task = await anExhausted();
    const over = new Date(cohort.endsOn.getTime() + 24 * 3_600_000);
    expect(await refusal(grant(task, 3, instructor, over))).to.equal('quizzes.refused.noGrant');
    expect((await grant(task, 3, instructor, new Date(over.getTime() - 1))).kind).to.equal('granted');
  });

  it('lists those who need it in front, page by page', async () => {
    const own = await aCohort(start);
    const { quiz } = await aTask();
    const placeIn = async () => ({ ...(await aLearner(own, start)), cohort: own, quiz });
    const helped = await placeIn();
    const waiting = await placeIn();
    await placeIn();
    for (const task of [helped, waiting]) for (const _ of [1, 2]) await fail(task);
    await grant(helped);
    const listed = await listExhausted(own, quiz, 1, after(90));
    expect(listed).to.include({ total: 2, pages: 1 });
    expect(
      listed.items.map(({ account, allowance, grants }) => [account, allowance.kind, grants.length]),
    ).to.deep.equal([
      [waiting.enrolment.account, 'usedUp', 0],
      [helped.enrolment.account, 'ready', 1],
    ]);
    expect((await listExhausted(own, quiz, 2, after(90))).page).to.equal(1);
  });
});
