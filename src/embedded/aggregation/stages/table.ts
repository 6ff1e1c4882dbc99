/** Which stages are offered. */
import type { CompileStage } from '../stage.ts';
import { facet } from './facet.ts';
import { countStage, group } from './group.ts';
import { lookup } from './lookup.ts';
import { matchStage } from './match.ts';
import { projectStage } from './project.ts';
import { limitStage, skipStage, sortStage } from './sort.ts';
import { unwind } from './unwind.ts';

/** Every pipeline stage there is; anything else is refused. */
export const STAGES: Readonly<Record<string, CompileStage>> = {
  $count: countStage,
  $facet: facet,
  $group: group,
  $limit: limitStage,
  $lookup: lookup,
  $match: matchStage,
  $project: projectStage,
  $skip: skipStage,
  $sort: sortStage,
  $unwind: unwind,
};
