import { OFFERED_COMMANDS, OFFERED_OPERATORS } from '../offered.ts';
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

/** What bears a name that is offered in one place, in a place in which it is not. */
const REFUSED: readonly KnownDifference[] = [
  refused('is an accumulator, and no expression', '$avg $first $max $min $sum'),
  refused('is a condition, and no expression', '$in $size'),
  refused('is an update, and no stage', 'pipeline.$set pipeline.$unset'),
  refused('is a command that is not offered', 'bulkWrite collMod explain listDatabases renameCollection startSession'),
  refused('of PCRE only what takes one walk through the text is offered', '$regex $regularExpression'),
  refused('a projection keeps, drops or computes', '$slice'),
  refused('an update is no pipeline', 'u[]'),
  refused('the collation option is not offered', 'collation.caseFirst'),
  refused('a skip between -1 and 0 counts as negative', 'count.skip'),
  refused('hidden indexes are not offered', 'indexes.hidden'),
  refused('system collections cannot be made', 'create'),
  refused('is an accumulator, and no update', 'u.$addToSet u.$min'),
];

/** Differences in what is offered: small, and known. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [...REFUSED];

const GENERIC = new Set([
  '$db',
  '$readPreference',
  'comment',
  'lsid',
  'maxTimeMS',
  'readConcern',
  'txnNumber',
  'writeConcern',
  'autocommit',
  'startTransaction',
]);
const operators = new Set([...OFFERED_OPERATORS.values()].flat());
/** Names of extended JSON, of references to documents, and of parts of what is offered. */
const OTHER_NAMES =
  /^\$(binary|code|date|db|doc|each|id|natural|number\w+|oid|ref|regularExpression|symbol|timestamp|minKey|maxKey|undefined|\$ROOT|\$CURRENT|slice)$/;

/** Whether a name is that of a command, an option, or an operator that the README does not offer. */
export function isNotOffered(mention: string): boolean {
  if (mention.startsWith('$')) return !operators.has(mention) && !OTHER_NAMES.test(mention);
  const [parent = '', option = '$'] = mention.split('.');
  if (parent === 'projection' && mention.endsWith('.$')) return true;
  if (option.startsWith('$')) return false;
  const options = OFFERED_COMMANDS.get(parent);
  return options !== undefined && option !== parent && !options.includes(option) && !GENERIC.has(option);
}

/** Whether an entry speaks of what this outcome differs in. */
export function covers({ names, kinds }: KnownDifference, { kind, mentions }: Outcome): boolean {
  return kinds.includes(kind) && names.some((name) => mentions.has(name));
}
