import { part } from '../../platform/model.ts';
import { freeText, text } from '../../platform/stored-fields.ts';
import type { CriterionMark } from './marking.rules.ts';

/** The mark of one criterion, as a part of what was marked. */
export const criterionMark = part<CriterionMark>({
  id: text,
  points: Number,
  comment: freeText,
});
