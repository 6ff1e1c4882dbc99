/** Works of learners, made by the same services that requests call. */
import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Types } from 'mongoose';
import { changeWork } from '../../src/features/assignments/index.ts';
import { findSentWork, type Work } from '../../src/features/assignments/submission.service.ts';
import { assignmentOf, findCurriculum } from '../../src/features/courses/index.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import type { ReceivedFile } from '../../src/platform/files/index.ts';
import { aPdf } from '../platform/samples.ts';
import { aLearner } from '../support/classroom.ts';
import type { GivenMarks } from '../../src/features/rubrics/index.ts';
import type { WorkChange, WorkPlace } from '../../src/features/assignments/work.service.ts';

export const assignmentId = 'm01-a1';
export const anId = () => String(new Types.ObjectId());

/** A file as it waits in quarantine after it has been judged. */
export async function aReceivedFile(name = 'kalkulasi.pdf'): Promise<ReceivedFile> {
  const content = aPdf(name);
  const place = path.join(await mkdtemp(path.join(os.tmpdir(), 'layar-work-')), name);
  await writeFile(place, content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const known = { field: 'files', kind: 'pdf', type: 'application/pdf', scan: 'not-scanned' } as const;
  return { ...known, name, path: place, bytes: content.length, sha256, receivedSha256: sha256 };
}

/** A new learner of the cohort and their place in its first assignment, due at the end of the second week. */
export async function aPlace(cohort: Cohort, now: Date, due = new Date(now.getTime() + 86_400_000)) {
  const learner = await aLearner(cohort, now);
  const assignment = assignmentOf(await findCurriculum(cohort.curriculum), assignmentId)!;
  const place: WorkPlace = { enrolment: learner.enrolment, curriculum: cohort.curriculum, assignment, due };
  return { ...learner, place, assignment };
}

export type LearnersPlace = Awaited<ReturnType<typeof aPlace>>;

/** Sends the work with one file; `seen` is the revision of the draft, 0 for a first one. */
export async function send({ place }: Pick<LearnersPlace, 'place'>, now: Date, change: Partial<WorkChange> = {}) {
  const outcome = await changeWork(
    place,
    { seen: 0, text: 'Ini pekerjaan saya.', add: [await aReceivedFile()], send: true, ...change },
    now,
  );
  if (outcome.kind !== 'sent') throw new Error(`the work was not sent: ${outcome.kind}`);
  return outcome.work;
}

export const readAgain = async ({ id, cohort }: Work): Promise<Work> => (await findSentWork(id, [cohort]))!;

/** Marks of the test assignment: R1 has three levels and must pass, R2 has two. */
export const marks = (r1?: number, r2?: number, comment = 'Lihat catatan.'): GivenMarks => ({
  criteria: [
    { id: 'R1', comment, ...(r1 === undefined ? {} : { points: r1 }) },
    { id: 'R2', comment: '', ...(r2 === undefined ? {} : { points: r2 }) },
  ],
  comment: '',
});
