import mongoose from 'mongoose';
import { isDuplicate, transaction } from '../../platform/database.ts';
import { publish } from '../../platform/events.ts';
import { known } from '../../platform/must.ts';
import { LessonProgress } from './progress.model.ts';

declare module '../../platform/events.ts' {
  interface Events {
    'lesson.read': { enrolment: string };
  }
}

/** Done twice, or by two taps at once, it counts once and is told once. */
export async function markRead(enrolmentId: string, lessonKey: string, now: Date): Promise<void> {
  try {
    await transaction(async (session) => {
      const { upsertedCount } = await LessonProgress.updateOne(
        { enrolment: enrolmentId, lesson: lessonKey },
        { $setOnInsert: { readAt: now } },
        { upsert: true, session },
      );
      if (upsertedCount > 0) await publish('lesson.read', { enrolment: enrolmentId }, session);
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** The keys of the lessons this learner has read. */
export const lessonsRead = async (enrolmentId: string): Promise<Set<string>> =>
  known(await lessonsReadOf([enrolmentId]), enrolmentId);

/** For many learners at once, by enrolment; each of them is in the map. */
export async function lessonsReadOf(enrolmentIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const found = await LessonProgress.find(
    { enrolment: mongoose.trusted({ $in: enrolmentIds }) },
    { enrolment: 1, lesson: 1, _id: 0 },
  ).lean();
  const read = new Map(enrolmentIds.map((id) => [id, new Set<string>()]));
  for (const { enrolment, lesson } of found) known(read, String(enrolment)).add(lesson);
  return read;
}
