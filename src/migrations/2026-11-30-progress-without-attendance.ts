/** Progress counts lessons, quizzes and works; until now attendance was a quarter of it. */
import type { Db } from 'mongodb';
import { changeInBatches, type Migration } from '../platform/migrations.ts';

type Part = { part: string; have: number; need: number };
type Standing = { parts: Part[]; share: number; measure?: number };

const measure = 2;

export const progressWithoutAttendance: Migration = {
  name: '2026-11-30-progress-without-attendance',
  run: (db: Db, progress) =>
    changeInBatches(
      db.collection<Standing>('standings'),
      { measure: { $ne: measure } },
      ({ parts }) => ({ $set: { share: shareOf(parts), measure } }),
      progress,
    ),
};

function shareOf(parts: readonly Part[]): number {
  const own = parts.filter(({ part }) => part !== 'attendance');
  const need = own.reduce((sum, part) => sum + part.need, 0);
  return need === 0 ? 1 : own.reduce((sum, part) => sum + Math.min(part.have, part.need), 0) / need;
}
