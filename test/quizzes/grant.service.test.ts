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

  const aPlace = async () => {
    const { enrolment, email } = await aLearner(cohort, start);
    return { enrolment, email, cohort, quiz: quizOf(await findCurriculum(cohort.curriculum), '01-kenal-barang')! };
  };
  type APlace = Awaited<ReturnType<typeof aPlace>>;
  const fail = async (place: APlace) => submitAttempt((await startAttempt(place, after(10))).id, after(20));
  /** Somebody who has made both attempts that everybody has. */
  const anExhausted = async () => {
    const place = await aPlace();
    for (const _ of [1, 2]) await fail(place);
    return place;
  };
  const refusal = (granting: Promise<unknown>) =>
    granting.then(
      () => 'granted',
      (error: Error) => error.message,
    );
  const grant = (place: APlace, n = 3, by: string = instructor, now = after(60)) =>
    grantAttempt(place, { n, reason, by }, now);
  const entriesOf = ({ enrolment }: APlace) =>
    auditEntries({ action: 'quizzes.grantAttempt', 'target.id': enrolment.id });
  const lettersTo = ({ email }: APlace) => OutboxMail.find({ to: email }).lean();

  it('lets the learner start again, once', async () => {
    const place = await anExhausted();
    expect(await grant(place)).to.deep.equal({
      kind: 'granted',
      grant: { n: 3, reason, by: instructor, at: after(60) },
      told: 'mail',
    });
    const third = await startAttempt(place, after(70));
    expect(third.n).to.equal(3);
    await submitAttempt(third.id, after(80));
    expect(await refusal(startAttempt(place, after(90)))).to.equal('quizzes.refused.noStart');
    expect((await quizResultsOf([place.enrolment.id])).get(place.enrolment.id)!.get(place.quiz.id)).to.include({
      attempts: 3,
      granted: 1,
    });
  });

  it('leaves who did it in the audit trail, and writes to the learner', async () => {
    const place = await anExhausted();
    await grant(place);
    const [entry, ...others] = await entriesOf(place);
    expect(others).to.deep.equal([]);
    expect(entry).to.include({ actor: instructor, detail: `{"n":3,"quiz":"${place.quiz.id}"}` });
    const [letter] = await lettersTo(place);
    expect(letter!.subject).to.contain(place.quiz.title.id);
    expect(letter!.text).to.contain(`/kelas/${place.cohort.id}/kuis/01-kenal-barang`);
  });

  it('makes one attempt of two instructors who press at once, and both get the same grant', async () => {
    const place = await anExhausted();
    const outcomes = await Promise.all([instructor, colleague, instructor, colleague].map((by) => grant(place, 3, by)));
    expect(outcomes.filter(({ kind }) => kind === 'granted')).to.have.length(1);
    expect(new Set(outcomes.map(({ grant: { by } }) => by)).size).to.equal(1);
    expect(await QuizGrant.countDocuments({ enrolment: place.enrolment.id })).to.equal(1);
    expect(await entriesOf(place)).to.have.length(1);
    expect(await lettersTo(place)).to.have.length(1);
  });

  it('does not make a second one of a late press, though that attempt was used meanwhile', async () => {
    const place = await anExhausted();
    await grant(place);
    await fail(place);
    const late = await grant(place, 3, colleague, after(120));
    expect(late).to.deep.include({ kind: 'stored' });
    expect(late.grant.by).to.equal(instructor);
    expect(await listGrants(place.enrolment.id, place.quiz.id)).to.have.length(1);
    expect((await grant(place, 4, colleague, after(130))).kind).to.equal('granted');
  });

  it('is for nobody who has an attempt, has one open, or skips one', async () => {
    const fresh = await aPlace();
    expect(await refusal(grant(fresh, 1))).to.equal('quizzes.refused.noGrant');
    const busy = await aPlace();
    await fail(busy);
    await startAttempt(busy, after(30));
    expect(await refusal(grant(busy))).to.equal('quizzes.refused.noGrant');
    expect(await refusal(grant(await anExhausted(), 4))).to.equal('quizzes.refused.noGrant');
  });

  it('ends with the class', async () => {
    const place = await anExhausted();
    const over = new Date(cohort.endsOn.getTime() + 24 * 3_600_000);
    expect(await refusal(grant(place, 3, instructor, over))).to.equal('quizzes.refused.noGrant');
    expect((await grant(place, 3, instructor, new Date(over.getTime() - 1))).kind).to.equal('granted');
  });

  it('lists those who need it in front, page by page', async () => {
    const own = await aCohort(start);
    const { quiz } = await aPlace();
    const placeIn = async () => ({ ...(await aLearner(own, start)), cohort: own, quiz });
    const helped = await placeIn();
    const waiting = await placeIn();
    await placeIn();
    for (const place of [helped, waiting]) for (const _ of [1, 2]) await fail(place);
    await grant(helped);
    const listed = await listExhausted(own, quiz, 1, after(90));
    expect(listed).to.include({ total: 2, pages: 1 });
    expect(listed.items.map(({ account, standing, grants }) => [account, standing.kind, grants.length])).to.deep.equal([
      [waiting.enrolment.account, 'usedUp', 0],
      [helped.enrolment.account, 'ready', 1],
    ]);
    expect((await listExhausted(own, quiz, 2, after(90))).page).to.equal(1);
  });
});
