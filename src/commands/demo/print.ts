/** What somebody who has just started the demo needs: the address, who is there, and how to sign in. */
import { stageAt, stages } from './cohort.ts';
import { demoPassword, staff } from './people.ts';
import type { Demo } from './story.ts';

const row = (cells: readonly string[], widths: readonly number[]) =>
  cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 0))
    .join('  ')
    .trimEnd();

export function describeDemo(address: string, { learners, applicants, codes }: Demo): string {
  const staffRows = Object.values(staff).map(({ email, role, totpSecret }) => row([email, role, totpSecret], [34, 22]));
  const learnerRows = learners.flatMap(({ learner }, index) => {
    const stage = stageAt(index);
    return stage === undefined ? [] : [row([learner.email, stage], [34])];
  });
  const semesterRows = learners
    .slice(stages.length, stages.length + shownOfSemester)
    .map(({ learner }) => learner.email);
  const applicantRows = applicants.map(({ email }, index) => row([email, applicantStages[index] ?? ''], [34]));
  return [
    '',
    `The demo school is open at ${address}`,
    `  front page ${address}/   sign in ${address}/masuk   check a certificate ${address}/periksa`,
    'This is a demo: its certificates say so and prove nothing, so they may carry this address.',
    `Everybody's password: ${demoPassword}`,
    '',
    'Staff (the last column is the secret for an authenticator app)',
    ...staffRows.map((line) => `  ${line}`),
    '',
    'Learners, each one step before a gate',
    ...learnerRows.map((line) => `  ${line}`),
    '',
    'Learners of the whole semester, in its second week',
    ...semesterRows.map((line) => `  ${line}`),
    '',
    'Applicants for the next cohort',
    ...applicantRows.map((line) => `  ${line}`),
    '',
    'Certificates to check',
    ...[...codes].map(([stage, code]) => `  ${row([stage, `${address}/v/${code}`], [22])}`),
    '',
  ].join('\n');
}

const shownOfSemester = 3;
const applicantStages = ['form begun', 'ready to send', 'waiting for the verifier', 'returned for fixing'];
