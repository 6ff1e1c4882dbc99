import { part } from '../../platform/model.ts';
import type { CriterionMark } from './marking.rules.ts';

/** The mark of one criterion, as a part of what was marked. */
export const criterionMark = part<CriterionMark>({
  id: { type: String, required: true },
  points: Number,
  comment: { type: String, default: '' },
});
