import { isDuplicate } from '../../platform/database.ts';
import type { Enrolment } from '../admissions/index.ts';
import { ReadinessAnswer } from './answer.model.ts';
import { type Levels, meanLevel, type Phase, phases } from './phase.rules.ts';

export type Answers = Readonly<Partial<Record<Phase, { levels: Levels; answeredAt: Date }>>>;

/** Keeps what a learner answered; answered again in the same phase, the later one counts. */
export async function saveAnswers(
  { id, cohort }: Pick<Enrolment, 'id' | 'cohort'>,
  phase: Phase,
  levels: Levels,
  now: Date,
): Promise<void> {
  const write = () =>
    ReadinessAnswer.updateOne(
      { enrolment: id, phase },
      { $set: { levels, answeredAt: now }, $setOnInsert: { cohort } },
      { upsert: true },
    );
  try {
    await write();
  } catch (error) {
    // Two first answers at once: the other one made the document, so this one now meets it.
    if (!isDuplicate(error)) throw error;
    await write();
  }
}

/** What a learner has answered so far, by phase. */
export async function findAnswers(enrolmentId: string): Promise<Answers> {
  const found = await ReadinessAnswer.find({ enrolment: enrolmentId }).lean();
  return Object.fromEntries(found.map(({ phase, levels, answeredAt }) => [phase, { levels, answeredAt }]));
}

export type ClassMean = Readonly<{ phase: Phase; count: number; mean: number | undefined }>;

/** How the class judges itself on the whole, by phase. */
export async function classMeans(cohortId: string): Promise<ClassMean[]> {
  const found = await ReadinessAnswer.find({ cohort: cohortId }, { phase: 1, levels: 1 }).lean();
  return phases.map((phase) => {
    const means = found.filter((one) => one.phase === phase).flatMap(({ levels }) => meanLevel(levels) ?? []);
    const sum = means.reduce((total, mean) => total + mean, 0);
    return { phase, count: means.length, mean: means.length === 0 ? undefined : sum / means.length };
  });
}
