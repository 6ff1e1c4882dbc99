import { OFFERED_COMMANDS, OFFERED_FIELDS, OFFERED_KINDS } from '../offered.ts';
import type { Outcome } from './lanes.ts';

/** A known difference from MongoDB, by the words in which it is refused: never by the case that showed it. */
export interface KnownDifference {
  words: RegExp;
  reason: string;
}

const refused = (reason: string, words: RegExp): KnownDifference => ({ words, reason });

/** Refusals, and differences in the code of an error, that name nothing from MongoDB's lists; small, and known. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  refused('is an accumulator, and no expression', /(Unknown|Unrecognized) expression '?\$(avg|first|max|min|sum)'?$/),
  refused('is a condition, and no expression', /(Unknown|Unrecognized) expression '?\$(in|size)'?$/),
  refused('is an expression, and no accumulator', /unknown group operator '\$count'/),
  refused('is an update, and no stage', /The stage \$(set|unset) is not offered/),
  refused('is an accumulator, and no update', /The update operator \$(addToSet|min) is not offered/),
  refused(
    'a projection keeps, drops or computes',
    /(The projection \$(slice|elemMatch)|A positional projection) is not offered/,
  ),
  refused('an update is no pipeline', /An update by a pipeline is not offered/),
  refused('an update has no array filters', /The array filter /),
  refused('a push appends, and slices', /The clause \$(sort|position) of \$push is not offered/),
  refused(
    'a join is by equal fields',
    /The option '(let|pipeline)' of \$lookup is not offered|field '\$lookup\.from' has an unknown field/,
  ),
  refused(
    'a collection is of one kind',
    /(A validator|A clustered collection|The choice of (the index on _id|a storage engine)) is not offered/,
  ),
  refused('conditions of a partial filter have an order', /An existing index has the same name as the requested index/),
  refused('a partial filter is looked at before its expressions', /Expression not supported in partial index: \$expr/),
  refused('system collections cannot be made', /Invalid system namespace: test\.system\./),
  refused('documents name a field once', /BSON field is a duplicate field/),
  refused('documents are nested less deeply', /BSON nested deeper than 200 levels/),
  refused('snapshots are for transactions', /snapshot reads outside of transactions are not offered/),
  refused(
    'a session that is new has no newer transaction',
    /Given transaction number 1 does not match .* The active transaction number is -1/,
  ),
];

const GENERIC = new Set(OFFERED_FIELDS.get('any command'));
const operators = new Set([...OFFERED_KINDS.values()].flat());
/** BSON's types by their wrappers in extended JSON, if they have one of their own. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['$code', 'javascript'],
  ['$dbPointer', 'dbPointer'],
  ['$maxKey', 'maxKey'],
  ['$minKey', 'minKey'],
  ['$numberDecimal', 'decimal'],
  ['$scope', 'javascriptWithScope'],
  ['$symbol', 'symbol'],
  ['$undefined', 'undefined'],
]);
/** Names of extended JSON, of references to documents, and of parts of what is offered. */
const OTHER_NAMES =
  /^\$(binary|date|db|doc|each|id|number(Int|Long|Double)|oid|ref|regularExpression|timestamp|var|\$ROOT|\$CURRENT|slice)$/;

/** Whether a name is that of a command, an option of a command, or an operator that the README does not offer. */
function isNotOffered(mention: string): boolean {
  if (mention.endsWith('[]')) return false;
  const type = TYPES.get(mention);
  if (type !== undefined) return OFFERED_KINDS.get('types')?.includes(type) !== true;
  const [parent = '', option] = mention.split('.');
  if (mention.startsWith('$')) return option === undefined && !operators.has(mention) && !OTHER_NAMES.test(mention);
  const options = OFFERED_COMMANDS.get(parent) ?? OFFERED_FIELDS.get(parent);
  if (option === undefined) return options === undefined;
  return !option.startsWith('$') && options !== undefined && !options.includes(option) && !GENERIC.has(option);
}

/** Whether a refusal is of this very name; a variable goes by its name alone. */
function isOf(why: string, mention: string): boolean {
  const name = TYPES.get(mention) ?? mention.slice(mention.indexOf('.') + 1).replace(/^\$\$/, '');
  return why.split(/[^\w$]+/).includes(name);
}

/** Whether a case is refused, with any code, because of what it names and the README does not offer. */
export const isBeyond = ({ kind, why, mentions }: Outcome): boolean =>
  (kind === 'refused' || kind === 'code') && [...mentions].some((name) => isNotOffered(name) && isOf(why, name));

/** Whether an entry speaks of what this outcome differs in. */
export const covers = ({ words }: KnownDifference, { kind, why }: Outcome): boolean =>
  (kind === 'refused' || kind === 'code') && words.test(why);
