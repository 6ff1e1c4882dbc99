/** Two processes on one database: whatever is asked twice at once is done once. */
import { expect } from 'chai';
import mongoose from 'mongoose';
import { CaseModel } from '../src/features/assessments/case.model.ts';
import { findMinute } from '../src/features/panels/index.ts';
import { CertificateModel } from '../src/features/certificates/certificate.model.ts';
import { EnrolmentModel } from '../src/features/admissions/enrolment.model.ts';
import { SubmissionModel } from '../src/features/assignments/submission.model.ts';
import { type Cohort, findCohort } from '../src/features/programmes/index.ts';
import { changeSeats } from '../src/features/programmes/seat.service.ts';
import { AttemptModel } from '../src/features/quizzes/attempt.model.ts';
import { StoredFileRecord } from '../src/platform/files/file.model.ts';
import { translator } from '../src/platform/i18n.ts';
import { aCase, again, aMember, anAssessor, aRecommendation, at, loadOf } from './assessments/a-case.ts';
import { aMinute, aPanel, signAll } from './panels/a-minute.ts';
import { useApp } from './support/app.ts';
import { useTwoProcesses } from './support/app-processes.ts';
import type { Answer } from './support/browser.ts';
import { aCohort, password } from './support/classroom.ts';
import { aQueue } from './support/races/admission.ts';
import { copyCase } from './support/races/copies.ts';
import { toldOnce } from './support/races/letters.ts';
import { formOf, isConflict, isDone, lanes, race, rounds, sendTwice, Tally } from './support/races/rounds.ts';
import { type Colleague, enterAll } from './support/races/staff.ts';
import { type Unfinished, unfinishedStudy, workForm } from './support/races/study.ts';

import { inTurns } from './support/turns.ts';

const contenders = 4;
const t = translator('id');
const times = Array.from({ length: rounds }, (_, index) => index);

describe('races on two processes', function () {
  this.timeout(240_000);
  const [first, second] = useTwoProcesses(useApp());
  const addresses = (): [string, string] => [first.address, second.address];
  const tell = (line: string) => process.stdout.write(`      ${rounds} rounds: ${line}\n`);

  it('give the last seat to exactly one', async () => {
    const tally = new Tally();
    const inLane = async () => {
      const { cohort, waiting } = await aQueue(rounds / lanes + contenders - 1);
      const members = await Promise.all(
        Array.from({ length: contenders }, () => aMember('verifier', cohort.programme)),
      );
      const verifiers = await enterAll(members, addresses());
      for (let round = 1; round <= rounds / lanes; round += 1) {
        tally.note(await raceForSeat(verifiers, waiting));
        expect((await findCohort(cohort.id))!.seatsLeft).to.equal(0);
        expect(await EnrolmentModel.countDocuments({ cohort: cohort.id })).to.equal(round);
        await changeSeats(cohort.id, 1, rounds, verifiers[0]!.id);
      }
    };
    await Promise.all(Array.from({ length: lanes }, inLane));
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
      await race(unfinished, async ({ windows, attempt }) => {
        const answers = await sendTwice(windows, `/kuis/${attempt}/kirim`, () => formOf(windows[0]));
        expect(answers.map(({ status, location }) => `${status} ${location}`)).to.deep.equal(
          answers.map(() => `303 /kuis/${attempt}/hasil`),
        );
      });
      expect(await AttemptModel.countDocuments({ cohort: cohort.id, state: 'submitted' })).to.equal(rounds);
      expect(await toldOnce('quiz.submitted', 'attempt')).to.equal(rounds);
      tell('two submissions of a quiz, one result');
    });

    it('send a work once, and both taps lead to the one receipt', async () => {
      await race(unfinished, async ({ windows, assignment }) => {
        const path = `/kelas/${cohort.id}/tugas/${assignment}`;
        const answers = await sendTwice(windows, `${path}/kirim`, () => workForm(windows[0].token));
        expect(answers.map(({ status, location }) => `${status} ${location}`)).to.deep.equal(
          answers.map(() => `303 ${path}/tanda-terima`),
        );
      });
      const works = await SubmissionModel.find({ cohort: cohort.id }).lean();
      expect(works.filter(({ sent, versions }) => sent === 1 && versions.length === 1)).to.have.length(rounds);
      expect(await toldOnce('submission.sent', 'submission')).to.equal(rounds);
      tell('two sendings of a work, one version and one receipt');
    });
  });

  describe('of an assessment', () => {
    let cohort: Cohort;
    let members: Awaited<ReturnType<typeof anAssessor>>[];
    before(async () => {
      cohort = await aCohort(at);
      members = [await anAssessor(cohort, { capacity: rounds }), await anAssessor(cohort, { capacity: rounds })];
    });

    it('offer a case to one assessor, who accepts once', async () => {
      const assessors = await enterAll(members, addresses());
      const cases = await copyCase(await aCase(cohort), rounds);
      const tally = new Tally();
      await race(cases, async ({ id }) => {
        const routed = await Promise.all([first.ask('routeCase', id, at), second.ask('routeCase', id, at)]);
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
      });
      const loads = await Promise.all(assessors.map(({ id }) => loadOf(cohort, id)));
      expect(loads[0]! + loads[1]!, 'each offer takes one place').to.equal(rounds);
      expect(tally.both, tally.line).to.equal(true);
      tell(`two routings, one offer; two acceptances, one taken (${tally.line})`);
    });

    it('decide once in a minute that four members sign at once', async function () {
      // Eight hundred passwords are checked, each as slowly as it is meant to be.
      this.timeout(600_000);
      const panel = await aPanel(cohort, 4);
      const sitting = await enterAll(panel, addresses());
      const cases = await copyCase(await aRecommendation(await aCase(cohort)), rounds);
      const minutes = await inTurns(cases, (one) => aMinute(cohort, panel, [one]));
      const tally = new Tally();
      await race(minutes, async ({ id, revision }) => {
        const answers = await Promise.all(
          sitting.map(({ windows }, index) => {
            const window = windows[index % 2]!;
            const signed = { revision: String(revision), confirmPassword: password };
            return window.probe('POST', `/pleno/${id}/tanda-tangan`, formOf(window, signed));
          }),
        );
        expect(answers.map(({ status }) => status)).to.deep.equal([303, 303, 303, 303]);
        const { signatures } = (await findMinute(id, [cohort.body]))!;
        expect(signatures, 'each once').to.have.length(4);
        const closing = sitting.findIndex((one) => one.id === signatures.at(-1)!.by);
        tally.note(answers.map((answer, index) => (index === closing ? answer : { ...answer, status: 0 })));
      });
      const ids = cases.map(({ id }) => id);
      const decided = { _id: mongoose.trusted({ $in: ids }), state: 'decided' as const };
      expect(await CaseModel.countDocuments(decided)).to.equal(rounds);
      expect(await toldOnce('assessment.decided', 'case')).to.equal(rounds);
      expect(tally.both, tally.line).to.equal(true);
      tell(`four signatures at once, one decision (${tally.line})`);
    });

    it('issue a certificate once, and the numbers have no gap', async () => {
      const one = await aRecommendation(await aCase(cohort));
      const panel = await aPanel(cohort);
      await signAll(await aMinute(cohort, panel, [one]), panel);
      await race(await copyCase(one, rounds), async ({ id }) => {
        const issued = await Promise.all([
          first.ask('issueCertificate', id, at),
          second.ask('issueCertificate', id, at),
        ]);
        expect(new Set(issued.map((certificate) => `${certificate?.id} ${certificate?.number}`)).size).to.equal(1);
      });
      const numbers = (await CertificateModel.find({ cohort: cohort.id }, { number: 1 }).lean()).map(
        (one) => one.number,
      );
      expect(numbers.sort()).to.deep.equal(times.map((index) => `LYR-2026-${String(index + 1).padStart(4, '0')}`));
      expect(await StoredFileRecord.countDocuments({ purpose: 'certificates.pdf' })).to.equal(rounds);
      tell('two issues, one certificate, one number and no gap');
    });
  });
});

/** Each verifier accepts somebody else in the same moment. Whoever got the seat is taken off the list. */
async function raceForSeat(verifiers: readonly Colleague[], waiting: string[]): Promise<Answer[]> {
  const answers = await Promise.all(
    verifiers.map(({ windows }, index) => {
      const window = windows[index % 2]!;
      return window.probe('POST', `/verifikasi/${waiting[index]!}/terima`, formOf(window));
    }),
  );
  expect(answers.map(({ status }) => status).sort()).to.deep.equal([303, 409, 409, 409]);
  for (const { text } of answers.filter(isConflict)) expect(text).to.include(t('admissions.noSeats'));
  waiting.splice(answers.findIndex(isDone), 1);
  return answers;
}
