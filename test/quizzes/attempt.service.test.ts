import { expect } from 'chai';
import { findAnswerKey, findCurriculum, quizOf } from '../../src/features/courses/index.ts';
import { rightValue } from '../../src/features/questions/index.ts';
import { saveAnswer } from '../../src/features/quizzes/answer.service.ts';
import { AttemptModel } from '../../src/features/quizzes/attempt.model.ts';
import {
  type Attempt,
  findOwnAttempt,
  type QuizTask,
  startAttempt,
} from '../../src/features/quizzes/attempt.service.ts';
import { quizResultsOf } from '../../src/features/quizzes/result.service.ts';
import { submitAttempt, submitExpired } from '../../src/features/quizzes/submission.service.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { subscribe } from '../../src/platform/events.ts';
import { runDueJobs } from '../../src/platform/jobs/index.ts';
import { aCohort, aLearner } from '../support/classroom.ts';
import { useDatabase } from '../support/database.ts';

const start = new Date('2026-11-21T09:00:00+07:00');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const first = '01-kenal-barang';
const told: string[] = [];

describe('attempts', () => {
  useDatabase();
  let cohort: Cohort;
  before(async () => {
    cohort = await aCohort(start);
    subscribe('quiz.submitted', 'attempt.service.test', async ({ attempt }) => told.push(attempt));
  });

  const taskOf = async (module = first) => {
    const { enrolment } = await aLearner(cohort, start);
    return { enrolment, cohort, quiz: quizOf(await findCurriculum(cohort.curriculum), module)! };
  };
  const aStartedAttempt = async (module = first) => startAttempt(await taskOf(module), start);
  const own = ({ id, account }: Attempt) => ({ id, account });
  const stored = async ({ id, account }: Attempt) => (await findOwnAttempt(account, id))!;
  const answerOf = async (attempt: Attempt, question: string) =>
    (await stored(attempt)).questions.find(({ id }) => id === question)!;

  async function answerAll(attempt: Attempt, right = true): Promise<void> {
    const key = await findAnswerKey(attempt.curriculum, attempt.quiz);
    for (const question of attempt.questions) {
      const value = right ? rightValue(question, key[question.id]!.right) : ['0'];
      expect(await saveAnswer(own(attempt), { question: question.id, value, sequence: 1 }, after(60))).to.equal(
        'saved',
      );
    }
  }

  describe('starting', () => {
    it('makes one attempt of many starts at once, and all get it', async () => {
      const task = await taskOf();
      const attempts = await Promise.all(Array.from({ length: 12 }, () => startAttempt(task, start)));
      expect(new Set(attempts.map(({ id }) => id)).size).to.equal(1);
      expect(await AttemptModel.countDocuments({ enrolment: task.enrolment.id })).to.equal(1);
    });

    it('stores what was drawn, the version and the deadline', async () => {
      const attempt = await aStartedAttempt();
      expect(attempt.questions).to.have.length(6);
      expect(attempt.curriculum).to.equal(cohort.curriculum);
      expect(attempt.deadline).to.deep.equal(after(20 * 60));
    });

    it('gives the same attempt on another device', async () => {
      const task = await taskOf();
      const attempt = await startAttempt(task, start);
      expect(await startAttempt(task, after(300))).to.deep.equal(attempt);
    });

    it('stops at the number of attempts', async () => {
      const task = await taskOf();
      for (const n of [1, 2]) {
        const attempt = await startAttempt(task, start);
        expect(attempt.n).to.equal(n);
        await submitAttempt(attempt.id, after(10));
      }
      const third = await startAttempt(task, after(20)).catch((error: Error) => error.message);
      expect(third).to.equal('quizzes.refused.noStart');
    });

    it('stops once it is passed', async () => {
      const task = await taskOf();
      const attempt = await startAttempt(task, start);
      await answerAll(attempt);
      await submitAttempt(attempt.id, after(100));
      const again = await startAttempt(task, after(200)).catch((error: Error) => error.message);
      expect(again).to.equal('quizzes.refused.noStart');
    });

    it('waits for the cool-down', async () => {
      const task = await taskOf('02-hitung-harga');
      const attempt = await startAttempt(task, start);
      await submitAttempt(attempt.id, after(60));
      const early = await startAttempt(task, after(60 + 29 * 60)).catch((error: Error) => error.message);
      expect(early).to.equal('quizzes.refused.noStart');
      expect((await startAttempt(task, after(60 + 30 * 60))).n).to.equal(2);
    });

    it('begins no quiz before or after the class', async () => {
      const day = 86_400;
      const started = async (task: QuizTask, seconds: number) =>
        startAttempt(task, after(seconds)).then(
          () => 'started',
          (error: Error) => error.message,
        );
      // The class began eight days ago, at this hour, and ends in twenty.
      const task = await taskOf();
      expect(await started(task, -8 * day - 1)).to.equal('quizzes.refused.noStart');
      expect(await started(task, 21 * day)).to.equal('quizzes.refused.noStart');
      const ended = { ...task, cohort: { ...task.cohort, state: 'ended' as const, movedAt: start } };
      expect(await started(ended, 1)).to.equal('quizzes.refused.noStart');
      expect(await started(task, 21 * day - 1)).to.equal('started');
    });

    it('finds nobody else’s attempt', async () => {
      const [mine, theirs] = [await aStartedAttempt(), await aStartedAttempt()];
      expect(await findOwnAttempt(mine.account, theirs.id)).to.equal(undefined);
    });
  });

  describe('saving an answer', () => {
    it('keeps the newest by its sequence, whatever order the packets come in', async () => {
      const attempt = await aStartedAttempt();
      const question = attempt.questions[0]!.id;
      const packets = Array.from({ length: 20 }, (_one, index) => index + 1);
      const shuffled = packets
        .map((sequence) => ({ sequence, key: (sequence * 7) % 20 }))
        .sort((a, b) => a.key - b.key);
      await Promise.all(
        shuffled.map(({ sequence }) =>
          saveAnswer(own(attempt), { question, value: [`answer ${sequence}`], sequence }, after(1)),
        ),
      );
      expect(await answerOf(attempt, question)).to.deep.include({ sequence: 20, value: ['answer 20'] });
    });

    it('says that a late packet is stale, and that the same packet is saved', async () => {
      const attempt = await aStartedAttempt();
      const question = attempt.questions[0]!.id;
      const send = (value: string, sequence: number) =>
        saveAnswer(own(attempt), { question, value: [value], sequence }, after(1));
      expect(await send('new', 5)).to.equal('saved');
      expect(await send('new', 5)).to.equal('saved');
      expect(await send('other', 5)).to.equal('stale');
      expect(await send('old', 4)).to.equal('stale');
      expect((await answerOf(attempt, question)).value).to.deep.equal(['new']);
    });

    const moments: [seconds: number, saving: string][] = [
      [0, 'saved'],
      [20 * 60 + 29, 'saved'],
      [20 * 60 + 30, 'over'],
      [86_400, 'over'],
    ];
    for (const [seconds, saving] of moments) {
      it(`${saving} ${seconds} seconds after the start`, async () => {
        const attempt = await aStartedAttempt();
        const question = attempt.questions[0]!.id;
        expect(await saveAnswer(own(attempt), { question, value: ['x'], sequence: 1 }, after(seconds))).to.equal(
          saving,
        );
        expect((await answerOf(attempt, question)).value).to.deep.equal(saving === 'saved' ? ['x'] : []);
      });
    }

    it('is over after the submission, and what was scored stays', async () => {
      const attempt = await aStartedAttempt();
      await answerAll(attempt);
      await submitAttempt(attempt.id, after(100));
      const question = attempt.questions[0]!.id;
      expect(await saveAnswer(own(attempt), { question, value: ['x'], sequence: 9 }, after(101))).to.equal('over');
      expect((await answerOf(attempt, question)).value).not.to.deep.equal(['x']);
    });

    it('is over for somebody else', async () => {
      const [attempt, other] = [await aStartedAttempt(), await aStartedAttempt()];
      const answer = { question: attempt.questions[0]!.id, value: ['x'], sequence: 1 };
      expect(await saveAnswer({ id: attempt.id, account: other.account }, answer, after(1))).to.equal('over');
    });
  });

  describe('submitting', () => {
    it('scores once, however many submit, and all get the same result', async () => {
      const attempt = await aStartedAttempt();
      await answerAll(attempt);
      const results = await Promise.all(
        Array.from({ length: 8 }, (_one, index) => submitAttempt(attempt.id, after(100 + index))),
      );
      const distinct = new Set(results.map(({ score, submittedAt }) => JSON.stringify([score, submittedAt])));
      expect(distinct.size).to.equal(1);
      expect(results[0]!.score).to.deep.equal({ earned: 6, possible: 6, percent: 100, passed: true });
      await runDueJobs();
      expect(told.filter((id) => id === attempt.id)).to.deep.equal([attempt.id]);
    });

    it('either scores or refuses an answer that comes at the same moment', async () => {
      for (let round = 0; round < 10; round += 1) {
        const attempt = await aStartedAttempt();
        const key = await findAnswerKey(attempt.curriculum, attempt.quiz);
        const question = attempt.questions[0]!;
        const answer = { question: question.id, value: rightValue(question, key[question.id]!.right), sequence: 1 };
        const [saving, { score }] = await Promise.all([
          saveAnswer(own(attempt), answer, after(100)),
          submitAttempt(attempt.id, after(100)),
        ]);
        expect(score!.earned).to.equal(saving === 'saved' ? 1 : 0);
      }
    });

    it('by the clock goes on with the others when one attempt cannot be scored', async () => {
      const [broken, whole] = [await aStartedAttempt(), await aStartedAttempt()];
      await AttemptModel.updateOne({ _id: broken.id }, { $set: { quiz: '99-tidak-ada', deadline: after(60) } });
      expect(await submitExpired(after(20 * 60 + 30))).to.be.at.least(1);
      expect((await stored(whole)).state).to.equal('submitted');
      expect((await stored(broken)).state).to.equal('open');
      await AttemptModel.deleteOne({ _id: broken.id });
    });

    it('by the clock gives the score that the learner would have got, at the deadline', async () => {
      const attempt = await aStartedAttempt();
      await answerAll(attempt);
      expect(await submitExpired(after(20 * 60 + 29))).to.equal(0);
      await submitExpired(after(20 * 60 + 30));
      const ended = await stored(attempt);
      expect(ended.score).to.include({ percent: 100, passed: true });
      expect(ended.submittedAt).to.deep.equal(attempt.deadline);
      expect(await submitExpired(after(86_400))).to.be.at.least(0);
      expect(await stored(attempt)).to.deep.equal(ended);
    });
  });

  describe('the results that others ask for', () => {
    it('are the highest score of each quiz', async () => {
      const task = await taskOf();
      const failed = await startAttempt(task, start);
      await answerAll(failed, false);
      await submitAttempt(failed.id, after(100));
      const passed = await startAttempt(task, after(200));
      const key = await findAnswerKey(passed.curriculum, passed.quiz);
      for (const question of passed.questions.slice(0, 5)) {
        const value = rightValue(question, key[question.id]!.right);
        await saveAnswer(own(passed), { question: question.id, value, sequence: 1 }, after(201));
      }
      await submitAttempt(passed.id, after(300));
      const { enrolment } = task;
      expect([...(await quizResultsOf([enrolment.id])).get(enrolment.id)!]).to.deep.equal([
        [
          first,
          {
            passed: true,
            percent: 83,
            attempts: 2,
            granted: 0,
            last: { id: passed.id, at: after(300), ranOut: false, passed: true, percent: 83 },
          },
        ],
      ]);
      const nobody = '0'.repeat(24);
      expect([...(await quizResultsOf([enrolment.id, nobody])).get(nobody)!]).to.deep.equal([]);
    });
  });
});
