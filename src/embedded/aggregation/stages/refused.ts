/** With which error a stage is refused that is not offered. */
import { MongoError, notOffered } from '../../ground/errors.ts';

const UNRECOGNIZED = 40324;

/** Stages that MongoDB has, with its code for where they cannot be, and this server has not. */
const REFUSED: Readonly<Record<string, number>> = {
  $addFields: UNRECOGNIZED,
  $bucket: UNRECOGNIZED,
  $bucketAuto: UNRECOGNIZED,
  $changeStream: 40573,
  $collStats: UNRECOGNIZED,
  $densify: UNRECOGNIZED,
  $documents: UNRECOGNIZED,
  $fill: UNRECOGNIZED,
  $geoNear: 2,
  $graphLookup: UNRECOGNIZED,
  $indexStats: UNRECOGNIZED,
  $listClusterCatalog: UNRECOGNIZED,
  $listLocalSessions: UNRECOGNIZED,
  $listSessions: UNRECOGNIZED,
  $merge: UNRECOGNIZED,
  $out: UNRECOGNIZED,
  $planCacheStats: UNRECOGNIZED,
  $redact: UNRECOGNIZED,
  $replaceRoot: UNRECOGNIZED,
  $replaceWith: UNRECOGNIZED,
  $sample: UNRECOGNIZED,
  $search: 31082,
  $searchMeta: 31082,
  $set: UNRECOGNIZED,
  $setWindowFields: UNRECOGNIZED,
  $sortByCount: UNRECOGNIZED,
  $unionWith: UNRECOGNIZED,
  $unset: UNRECOGNIZED,
  $vectorSearch: 31082,
};

/** The error for a stage that is not in the table of stages. */
export function refusedStage(name: string): MongoError {
  const code = Object.hasOwn(REFUSED, name) ? REFUSED[name] : undefined;
  if (code === undefined) return new MongoError(UNRECOGNIZED, `Unrecognized pipeline stage name: '${name}'`);
  return notOffered(code, `The stage ${name}`);
}
