/** Two processes on one database: whatever is asked twice at once is done once. */
import { expect } from 'chai';
import { findMinute, type Minute } from '../src/features/assessments/minute.service.ts';
import type { AssessmentCase } from '../src/features/assessments/case.service.ts';
import { routeCase } from '../src/features/assessments/index.ts';
import { CertificateModel } from '../src/features/certificates/certificate.model.ts';
import { issueCertificate } from '../src/features/certificates/index.ts';
import { EnrolmentModel } from '../src/features/admissions/enrolment.model.ts';
import { SubmissionModel } from '../src/features/assignments/submission.model.ts';
import { type Cohort, findCohort } from '../src/features/programmes/index.ts';
import { changeSeats } from '../src/features/programmes/seat.service.ts';
import { AttemptModel } from '../src/features/quizzes/attempt.model.ts';
import { StoredFileRecord } from '../src/platform/files/file.model.ts';
import { translator } from '../src/platform/i18n.ts';
import {
  aCase,
  again,
  aMember,
  aMinute,
  anAssessor,
  aPanel,
  at,
  loadOf,
  prepare,
  recommend,
} from './assessments/a-case.ts';
import { useApp } from './support/app.ts';
import { aCohort } from './support/classroom.ts';
import { aQueue } from './support/races/admission.ts';
import { toldOnce } from './support/races/letters.ts';
import { formOf, isConflict, isDone, rounds, sendFourTimes, Tally } from './support/races/rounds.ts';
import { type Colleague, enterAll } from './support/races/staff.ts';
import { type Unfinished, unfinishedStudy } from './support/races/study.ts';
import { useSecondApp } from './support/second-app.ts';
import { inTurns } from './support/turns.ts';

const t = translator('id');
const times = Array.from({ length: rounds }, (_, index) => index);

describe('races on two processes', function () {
  this.timeout(240_000);
  const first = useApp();
  const second = useSecondApp(first);
  const addresses = (): [string, string] => [first.address, second.address];
  const tell = (line: string) => process.stdout.write(`      ${rounds} rounds: ${line}\n`);

  it('give the last seat to exactly one', async () => {
    const { cohort, applications } = await aQueue(rounds + 3);
    const members = Array.from({ length: 4 }, () => aMember('verifier', cohort.programme));
    const verifiers = await enterAll(await Promise.all(members), addresses());
    const waiting = [...applications];
    const tally = new Tally();
    for (const round of times) {
      if (round > 0) await changeSeats(cohort.id, 1, rounds, verifiers[0]!.id);
      const answers = await Promise.all(
        verifiers.map(({ windows }, index) => {
          const window = windows[index % 2]!;
          return window.probe('POST', `/verifikasi/${waiting[index]!.id}/terima`, formOf(window));
        }),
      );
      expect(answers.filter(isDone), `round ${round}`).to.have.length(1);
      expect(answers.filter(isConflict), `round ${round}`).to.have.length(3);
      for (const { text } of answers.filter(isConflict)) expect(text).to.include(t('admissions.noSeats'));
      expect((await findCohort(cohort.id))!.seatsLeft).to.equal(0);
      waiting.splice(answers.findIndex(isDone), 1);
      tally.note(answers);
    }
    expect(await EnrolmentModel.countDocuments({ cohort: cohort.id })).to.equal(rounds);
    expect(await toldOnce('learner.admitted', 'enrolment')).to.equal(rounds);
    expect(tally.both, tally.line).to.equal(true);
    tell(`one seat, four verifiers, one learner each time (${tally.line})`);
  });

  describe('of a learner who taps twice', () => {
    let unfinished: Unfinished[];
    let cohort: Cohort;
    before(async () => {
      const now = new Date();
      cohort = await aCohort(now);
      unfinished = await unfinishedStudy(addresses(), cohort, rounds, now);
    });

    it('submit a quiz once, and both taps lead to the one result', async () => {
      for (const { windows, attempt } of unfinished) {
        const answers = await sendFourTimes(windows, `/kuis/${attempt}/kirim`, () => formOf(windows[0]));
        expect(answers.map(({ status, location }) => `${status} ${location}`)).to.deep.equal(
          answers.map(() => `303 /kuis/${attempt}/hasil`),
        );
      }
      expect(await AttemptModel.countDocuments({ cohort: cohort.id, state: 'submitted' })).to.equal(rounds);
      expect(await toldOnce('quiz.submitted', 'attempt')).to.equal(rounds);
      tell('four submissions of a quiz, one result');
    });

    it('send a work once, and both taps lead to the one receipt', async () => {
      for (const { windows, assignment } of unfinished) {
        const path = `/kelas/${cohort.id}/tugas/${assignment}`;
        const answers = await sendFourTimes(windows, `${path}/kirim`, () => workForm(windows[0].token));
        expect(answers.map(({ status, location }) => `${status} ${location}`)).to.deep.equal(
          answers.map(() => `303 ${path}/tanda-terima`),
        );
      }
      const works = await SubmissionModel.find({ cohort: cohort.id }).lean();
      expect(works.filter(({ sent, versions }) => sent === 1 && versions.length === 1)).to.have.length(rounds);
      expect(await toldOnce('submission.sent', 'submission')).to.equal(rounds);
      tell('four sendings of a work, one version and one receipt');
    });
  });

  describe('of an assessment', () => {
    let cohort: Cohort;
    let cases: AssessmentCase[];
    before(async () => {
      cohort = await aCohort(at);
      cases = await inTurns(times, () => aCase(cohort));
    });

    it('offer a case to one assessor, who accepts once', async () => {
      const members = [await anAssessor(cohort, { capacity: rounds }), await anAssessor(cohort, { capacity: rounds })];
      const assessors = await enterAll(members, addresses());
      const tally = new Tally();
      for (const { id } of cases) {
        const routed = await Promise.all([routeCase(id, at), second.ask('routeCase', id, at)]);
        expect([...routed].sort()).to.deep.equal(['not-waiting', 'offered']);
        const { assessor, routing } = await again({ id });
        expect(routing).to.have.length(1);
        const [theirs, other] = assessors[0]!.id === assessor ? assessors : [...assessors].reverse();
        const accept = ({ windows }: Colleague) =>
          Promise.all(
            windows.map((window) => window.probe('POST', `/asesor/${id}/terima`, formOf(window, { declared: 'on' }))),
          );
        const [answers, refused] = await Promise.all([accept(theirs!), accept(other!)]);
        expect(answers.map(({ status }) => status).sort()).to.deep.equal([303, 409]);
        expect(refused.map(({ status }) => status)).to.deep.equal([404, 404]);
        tally.note(answers);
      }
      const loads = await Promise.all(assessors.map(({ id }) => loadOf(cohort, id)));
      expect(loads).to.deep.equal([rounds / 2, rounds / 2]);
      expect(tally.both, tally.line).to.equal(true);
      tell(`two routings, one offer; two acceptances, one taken (${tally.line})`);
    });

    it('decide in a minute that three members close at once', async () => {
      const panel = await aPanel(cohort);
      const members = await enterAll(panel, addresses());
      const minutes = await inTurns(cases, (one) => recommendedIn(cohort, one, panel));
      const tally = new Tally();
      for (const { id, revision } of minutes) {
        const answers = await Promise.all(
          members.map(({ windows }, index) => {
            const window = windows[index % 2]!;
            return window.probe('POST', `/pleno/${id}/tutup`, formOf(window, { revision: String(revision) }));
          }),
        );
        expect(answers.map(({ status }) => status).sort()).to.deep.equal([303, 409, 409]);
        tally.note(answers);
      }
      const decided = await inTurns(cases, again);
      expect(decided.filter(({ state }) => state === 'decided')).to.have.length(rounds);
      expect(await toldOnce('assessment.decided', 'case')).to.equal(rounds);
      expect(tally.both, tally.line).to.equal(true);
      tell(`three closings of a minute, one decision (${tally.line})`);
    });

    it('issue a certificate once, and the numbers have no gap', async () => {
      for (const { id } of cases) {
        const issued = await Promise.all([
          issueCertificate(id, at),
          second.ask('issueCertificate', id, at),
          issueCertificate(id, at),
          second.ask('issueCertificate', id, at),
        ]);
        expect(new Set(issued.map((certificate) => `${certificate?.id} ${certificate?.number}`)).size).to.equal(1);
      }
      const numbers = (await CertificateModel.find({ cohort: cohort.id }, { number: 1 }).lean()).map(
        (one) => one.number,
      );
      expect(numbers.sort()).to.deep.equal(times.map((index) => `LYR-2026-${String(index + 1).padStart(4, '0')}`));
      expect(await StoredFileRecord.countDocuments({ purpose: 'certificates.pdf' })).to.equal(rounds);
      tell('four issues, one certificate, one number and no gap');
    });
  });
});

function workForm(token: string): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ _csrf: token, text: 'Terlampir.', revision: '1' }))
    form.set(name, value);
  return form;
}

/** A draft of a minute with this case, once it has been assessed. */
async function recommendedIn(cohort: Cohort, one: AssessmentCase, panel: readonly { id: string }[]): Promise<Minute> {
  const assessed = await prepare(await again(one));
  const minute = await aMinute(cohort, panel, [await recommend(assessed)]);
  return (await findMinute(minute.id, [cohort.body]))!;
}
