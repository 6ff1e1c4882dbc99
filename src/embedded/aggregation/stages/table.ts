import type { CompileStage } from '../stage.ts';
import { bucketAuto } from './bucket-auto.ts';
import { bucket } from './bucket.ts';
import { documentsStage, listLocalSessions } from './documents.ts';
import { facet } from './facet.ts';
import { countStage, group, sortByCount } from './group.ts';
import { lookup } from './lookup.ts';
import { matchStage } from './match.ts';
import { addFields, projectStage, replaceRoot, unset } from './project.ts';
import { redact } from './redact.ts';
import { sample } from './sample.ts';
import { limitStage, skipStage, sortStage } from './sort.ts';
import { unionWith } from './union-with.ts';
import { unwind } from './unwind.ts';

/** Every pipeline stage there is; anything else is refused. */
export const STAGES: Readonly<Record<string, CompileStage>> = {
  $addFields: addFields,
  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $count: countStage,
  $documents: documentsStage,
  $facet: facet,
  $group: group,
  $limit: limitStage,
  $listLocalSessions: listLocalSessions,
  $lookup: lookup,
  $match: matchStage,
  $project: projectStage,
  $redact: redact,
  $replaceRoot: replaceRoot,
  $replaceWith: replaceRoot,
  $sample: sample,
  $set: addFields,
  $skip: skipStage,
  $sort: sortStage,
  $sortByCount: sortByCount,
  $unionWith: unionWith,
  $unset: unset,
  $unwind: unwind,
};
