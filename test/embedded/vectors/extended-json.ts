import { BSON } from 'mongodb';
import {
  Binary,
  double,
  ObjectId,
  Regex,
  Timestamp,
  UtcDateTime,
  type Document,
  type Value,
} from '../../../src/embedded/bson/value.ts';

import { encodeAny, encodeText, Foreign, int32 } from './foreign.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Wrapper = Record<string, never>;

/** What stands in an expectation for any number close enough. */
export class Approximate {
  readonly value: Value;
  readonly tolerance: number;
  constructor(value: Value, tolerance: number) {
    this.value = value;
    this.tolerance = tolerance;
  }
}

/** A document that names a field twice: written as it is, though a map could not hold it. */
class RepeatedFields extends Map<string, Value> {
  private readonly fields: [string, Value][];
  constructor(fields: [string, Value][]) {
    super();
    this.fields = fields;
  }
  override [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.fields[Symbol.iterator]();
  }
}

/** What the vectors' own wrappers stand for; they depend on what happened before in the case. */
export interface References {
  reply(path: string): Value;
  variable(name: string): Value;
}

const hex = (text: string): Uint8Array => Buffer.from(text, 'hex');

function binary({ base64, subType }: { base64: string; subType: string }): Binary {
  const [bytes, subtype] = [Buffer.from(base64, 'base64'), parseInt(subType, 16)];
  if (subtype !== 2) return new Binary(bytes, subtype);
  const length = Buffer.alloc(4);
  length.writeInt32LE(bytes.length);
  return new Binary(Buffer.concat([length, bytes]), subtype);
}

function documentFrom(fields: [string, Json][], references: References): Document {
  const parsed = fields.map(([key, value]): [string, Value] => [key, parseValue(value, references)]);
  const document = new Map(parsed);
  return document.size === parsed.length ? document : new RepeatedFields(parsed);
}

function codeWithScope(code: string, scope: Document): Foreign {
  const parts = Buffer.concat([encodeText(code), encodeAny(scope)]);
  return new Foreign(0x0f, Buffer.concat([int32(parts.length + 4), parts]));
}

/** By the sorted keys of a wrapper, which must be exactly these. */
const WRAPPERS: Readonly<Record<string, (json: Wrapper, references: References) => Value | Approximate | Foreign>> = {
  $oid: ({ $oid }) => new ObjectId(hex($oid!)),
  $symbol: ({ $symbol }) => new Foreign(0x0e, encodeText($symbol!)),
  $numberInt: ({ $numberInt }) => Number($numberInt),
  $numberLong: ({ $numberLong }) => BigInt($numberLong!),
  $numberDouble: ({ $numberDouble }) => double(Number($numberDouble)),
  $numberDecimal: ({ $numberDecimal }) =>
    new Foreign(0x13, BSON.Decimal128.fromStringWithRounding($numberDecimal!).bytes),
  $binary: ({ $binary }) => binary($binary!),
  $code: ({ $code }) => new Foreign(0x0d, encodeText($code!)),
  '$code,$scope': ({ $code, $scope }, references) => codeWithScope($code!, parseValue($scope!, references) as Document),
  $timestamp: ({ $timestamp }) => Timestamp.of($timestamp!['t'], $timestamp!['i']),
  $regularExpression: ({ $regularExpression: r }) => new Regex(r!['pattern'], r!['options']),
  $dbPointer: ({ $dbPointer: p }) => new Foreign(0x0c, Buffer.concat([encodeText(p!['$ref']), hex(p!['$id']['$oid'])])),
  $date: ({ $date }) => new UtcDateTime(BigInt($date!['$numberLong'])),
  $minKey: () => new Foreign(0xff),
  $maxKey: () => new Foreign(0x7f),
  $undefined: () => new Foreign(0x06),
  $ref: ({ $ref }, references) => references.reply($ref!),
  $var: ({ $var }, references) => references.variable($var!),
  $doc: ({ $doc }, references) => documentFrom($doc!, references),
  '$approx,tol': ({ $approx, tol }, references) => new Approximate(parseValue($approx!, references), tol!),
};

/** Reads canonical Extended JSON with the three additions that the vectors' README describes. */
export function parseValue(json: Json, references: References): Value {
  if (Array.isArray(json)) return json.map((element) => parseValue(element, references));
  if (typeof json === 'number') throw new Error('a number without its type');
  if (json === null || typeof json !== 'object') return json;
  const keys = Object.keys(json).sort().join(',');
  const wrapper = Object.hasOwn(WRAPPERS, keys) ? WRAPPERS[keys] : undefined;
  return wrapper ? (wrapper(json as Wrapper, references) as Value) : documentFrom(Object.entries(json), references);
}
