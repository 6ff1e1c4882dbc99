import type { Kind } from './expectation.ts';
import type { Outcome } from './lanes.ts';

/** A known difference from MongoDB, by the names of what differs: never by the case that showed it. */
export interface KnownDifference {
  names: readonly string[];
  kinds: readonly Kind[];
  reason: string;
}

/** The names are given in one line. */
const entry =
  (...kinds: Kind[]) =>
  (reason: string, names: string): KnownDifference => ({ names: names.split(' '), kinds, reason });
const refused = entry('refused', 'code');
const otherCode = entry('code');

/** What the README lists as refused. MongoDB's own errors about these are other errors than the refusal. */
const REFUSED: readonly KnownDifference[] = [
  refused(
    'a stage that is not offered',
    '$collStats $densify $fill $graphLookup $indexStats $listClusterCatalog $listSessions $planCacheStats $setWindowFields',
  ),
  refused('an accumulator that is not offered', '$median $percentile'),
  refused(
    'an expression that is not offered',
    '$binarySize $bitAnd $bitNot $bitOr $bitXor $bsonSize $meta $toHashedIndexKey $toUUID $tsIncrement $tsSecond $$CLUSTER_TIME',
  ),
  refused(
    'trigonometry is not offered',
    '$acos $acosh $asin $asinh $atan $atan2 $atanh $cos $cosh $degreesToRadians $radiansToDegrees $sin $sinh $tan $tanh',
  ),
  refused('powers and roots of decimals are not offered', '$exp $ln $log $log10 $pow $sigmoid $sqrt'),
  refused(
    'conversions of binary data, and to anything but a plain type, are not offered',
    '$binary $convert $convert.byteOrder $convert.format to.subtype',
  ),
  refused('a collection of that kind is not offered', 'create.clusteredIndex create.storageEngine'),
  refused('the choice of a storage engine is not offered', 'create.indexOptionDefaults'),
  refused('indexes that are made unique afterwards are not offered', 'index.prepareUnique indexes.prepareUnique'),
  refused('the collation option is not offered', 'collation.alternate collation.backwards collation.caseFirst'),
  refused('the option of find is not offered', 'find.max find.min find.returnKey find.showRecordId'),
  refused('an update that sorts came with MongoDB 8', 'updates.sort'),
  refused('dates are read in ISO 8601 only, from the year 0', '$dateFromString $toDate'),
  refused(
    'dates end with the year 275760',
    '$dateDiff $dayOfWeek $dayOfYear $isoDayOfWeek $isoWeek $minute $month $second $year',
  ),
  refused('system collections cannot be made', 'create'),
  refused('of PCRE only what JavaScript knows is offered', '$regex $regularExpression'),
  refused('MinKey, MaxKey and code are not grouped', '$code $maxKey $minKey'),
];

/** Differences in what is offered: small, and known. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  ...REFUSED,
  otherCode('with several mistakes at once, another one is told', '$bucket $lookup $sort update.updates'),
  otherCode('$out beyond the longest name is an invalid name', '$out'),
  otherCode('$elemMatch is an unknown expression like any other', '$elemMatch'),
  otherCode('a filter on collections or databases is refused for its first mistake', '$$NOW'),
  otherCode('a transaction that the session never had is none', 'commitTransaction'),
  otherCode('a command that is not offered is unknown, in a transaction too', 'getParameter'),
  refused('a skip between -1 and 0 counts as negative', 'count.skip'),
  refused('a session takes known arguments only', 'startSession'),
  refused('a cursor of a session is read within it, also when the client forgot the session', 'getMore'),
  refused('a set that is no array is refused before a missing one is seen', '$setUnion'),
  refused('the same conditions in another order are another filter', 'indexes.partialFilterExpression'),
  refused('results nest as deep as stored documents', '$replaceRoot'),
];

/** Whether an entry speaks of what this outcome differs in. */
export function covers({ names, kinds }: KnownDifference, { kind, mentions }: Outcome): boolean {
  return kinds.includes(kind) && names.some((name) => mentions.has(name));
}
