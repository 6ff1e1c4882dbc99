import { compareText, type StringOrder } from '../bson/order.ts';
import { isNumber, type NumberValue } from '../bson/types.ts';
import { toNumber } from '../bson/number.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError, notOffered } from '../errors.ts';
import { foldOf } from './fold.ts';

/** String comparison by the rules of a language. */
export interface Collation {
  readonly compare: StringOrder;
  /** One form for all strings that this collation holds equal: what its indexes store. Undefined where there is none that is exact. */
  readonly fold: ((text: string) => string) | undefined;
  /** Two collations are the same when this is. */
  readonly identity: string;
}

const SENSITIVITY = { 1: 'base', 2: 'accent', 3: 'variant' } as const;
const FIELDS: ReadonlyMap<string, 'boolean' | 'number' | 'string'> = new Map([
  ['locale', 'string'],
  ['strength', 'number'],
  ['caseLevel', 'boolean'],
  ['caseFirst', 'string'],
  ['numericOrdering', 'boolean'],
  ['alternate', 'string'],
  ['maxVariable', 'string'],
  ['backwards', 'boolean'],
  ['normalization', 'boolean'],
  ['version', 'string'],
]);
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  caseFirst: ['upper', 'lower', 'off'],
  alternate: ['non-ignorable', 'shifted'],
  maxVariable: ['punct', 'space'],
};
/** The release of ICU that MongoDB 7 and 8 carry. */
const VERSION = '57.1';

/**
 * Reads a collation document. The simple collation, like none at all, is undefined: strings compare by their bytes.
 * @throws MongoError for a locale, field or option that is unknown or not offered
 */
export function collationOf(value: Value | undefined): Collation | undefined {
  if (value === undefined || (isDocument(value) && value.size === 0)) return undefined;
  if (!isDocument(value)) throw new MongoError(14, 'collation must be an object');
  checkOptions(value);
  const locale = value.get('locale');
  if (locale === undefined)
    throw new MongoError(40414, "BSON field 'collation.locale' is missing but a required field");
  return locale === 'simple' ? undefined : icuCollation(locale as string, value);
}

/** @throws MongoError unless every option has its type and one of its values */
function checkOptions(options: Document): void {
  for (const [field, value] of options) {
    const type = FIELDS.get(field);
    if (type === undefined) throw new MongoError(40415, `BSON field 'collation.${field}' is an unknown field.`);
    if (value === null && field !== 'backwards') continue;
    if (type === 'number' ? !isNumber(value) : typeof value !== type)
      throw new MongoError(14, `BSON field 'collation.${field}' is the wrong type, expected type '${type}'`);
    if (typeof value === 'string' && CHOICES[field]?.includes(value) === false)
      throw new MongoError(2, `Enumeration value '${value}' for field 'collation.${field}' is not a valid value.`);
  }
  const version = options.get('version');
  if (typeof version === 'string' && version !== VERSION)
    throw new MongoError(
      161,
      `Requested collation version ${String(version)} but the only one available is ${VERSION}`,
    );
}

function icuCollation(locale: string, options: Document): Collation {
  const strength = Math.round(toNumber((options.get('strength') ?? 3) as NumberValue));
  if (!(strength >= 1 && strength <= 5))
    throw new MongoError(2, `Enumeration value '${strength}' for field 'collation.strength' is not a valid value.`);
  for (const field of ['caseFirst', 'alternate', 'backwards', 'caseLevel'])
    if (isUnusual(options.get(field))) throw notOffered(2, `The collation option '${field}'`);
  if (strength > 3) throw notOffered(2, `Collation strength ${strength}`);
  const sensitivity = SENSITIVITY[strength as 1 | 2 | 3];
  const numeric = options.get('numericOrdering') === true;
  const language = locale.replaceAll('_', '-').replace(/@.*/, '');
  const tag = language === 'fr-CA' && options.get('backwards') === false ? 'fr' : language;
  const collator = collatorFor(tag, { sensitivity, numeric });
  return {
    compare: (a, b) => (a === b ? 0 : collator.compare(a, b)),
    fold: numeric ? undefined : foldOf(strength, tag),
    identity: JSON.stringify([locale, strength, numeric]),
  };
}

const DEFAULTS: readonly [string, Value][] = [
  ['caseLevel', false],
  ['caseFirst', 'off'],
  ['strength', 3],
  ['numericOrdering', false],
  ['alternate', 'non-ignorable'],
  ['maxVariable', 'punct'],
  ['normalization', false],
  ['backwards', false],
  ['version', VERSION],
];

/** A collation as MongoDB stores and lists it, with every option spelled out. */
export function fullCollation(options: Document): Document {
  return new Map([
    ['locale', options.get('locale') as Value],
    ...DEFAULTS.map(([field, value]): [string, Value] => [field, options.get(field) ?? value]),
  ]);
}

function isUnusual(value: Value | undefined): boolean {
  return value !== undefined && value !== null && value !== false && value !== 'off' && value !== 'non-ignorable';
}

function collatorFor(tag: string, options: Intl.CollatorOptions): Intl.Collator {
  try {
    if (Intl.Collator.supportedLocalesOf(tag).length > 0) return new Intl.Collator(tag, options);
  } catch {
    // An ill-formed tag is refused like an unknown one.
  }
  throw new MongoError(2, `Field 'locale' is invalid in: { locale: "${tag}" }`);
}

/** @throws MongoError unless an index with this collation would hold equal what the collation holds equal */
export function refuseUnindexable(collation: Collation | undefined): void {
  if (collation && !collation.fold) throw notOffered(67, 'An index with this collation');
}

/** Gives all strings that a collation holds equal the first of them that it was asked about. */
export function firstOfEquals({ compare }: Collation): (text: string) => string {
  const known = new Map<string, string>();
  const sorted: string[] = [];
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(sorted[middle] as string, text) < 0) low = middle + 1;
      else high = middle;
    }
    const isNew = low === sorted.length || compare(sorted[low] as string, text) !== 0;
    if (isNew) sorted.splice(low, 0, text);
    known.set(text, sorted[low] as string);
    return sorted[low] as string;
  };
}

export function stringOrder(collation: Collation | undefined): StringOrder {
  return collation?.compare ?? compareText;
}

export function isSameCollation(a: Collation | undefined, b: Collation | undefined): boolean {
  return a?.identity === b?.identity;
}
