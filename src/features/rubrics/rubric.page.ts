/** A rubric as its rows show it, with the marks where there are some. Pure. */
import { type GivenMarks, passesLevel, passingLevel } from './marking.rules.ts';
import { commentName, levelName } from './marks.form.ts';
import type { Criterion } from './rubric.content.ts';

export function rubricRows(rubric: readonly Criterion[], marks?: GivenMarks) {
  return rubric.map((criterion) => {
    const mark = marks?.criteria.find(({ id }) => id === criterion.id);
    return {
      id: criterion.id,
      title: criterion.title,
      description: criterion.description,
      weight: criterion.weight,
      mustPass: criterion.mustPass,
      passingLabel: passingLevel(criterion).label,
      levels: criterion.levels.map((level) => ({ ...level, isGiven: level.points === mark?.points })),
      given: criterion.levels.find(({ points }) => points === mark?.points)?.label,
      isPassed: mark?.points !== undefined && passesLevel(criterion, mark.points),
      comment: mark?.comment ?? '',
    };
  });
}

/** The rows with what a marker fills in. */
export const rubricFields = (rubric: readonly Criterion[]) =>
  rubricRows(rubric).map((row) => ({
    ...row,
    levelName: levelName(row.id),
    commentName: commentName(row.id),
    options: row.levels.map(({ points, label, text }) => ({ value: String(points), text: label, hint: text })),
  }));
