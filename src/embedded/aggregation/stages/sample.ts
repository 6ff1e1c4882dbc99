import { toBigInt } from '../../bson/number.ts';
import { divideHalfEven } from '../../bson/decimal.ts';
import { isNumber, type NumberValue } from '../../bson/types.ts';
import { Decimal128, isDocument, type Document } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import type { CompileStage, Stream } from '../stage.ts';

/** A number of documents, each as likely to be among them as any other, in an order of chance. */
export const sample: CompileStage = (spec) => {
  if (!isDocument(spec)) throw new MongoError(28745, 'the $sample stage specification must be an object');
  const size = sampleSize(spec);
  return function* (input: Stream): Stream {
    const chosen: Document[] = [];
    let seen = 0;
    for (const document of input) {
      yield undefined;
      if (!document) continue;
      seen++;
      const place = Math.floor(Math.random() * seen);
      if (chosen.length < size) {
        chosen.push(chosen[place] ?? document);
        chosen[place] = document;
      } else if (place < size) chosen[place] = document;
    }
    yield* chosen;
  };
};

/** @throws MongoError for unknown options, and for anything but a positive number */
function sampleSize(spec: Document): number {
  for (const [option, value] of spec) {
    if (option !== 'size') throw new MongoError(28748, `unrecognized option to $sample: ${option}`);
    if (!isNumber(value)) throw new MongoError(28746, 'size argument to $sample must be a number');
    const size = wholeNumber(value);
    if (size <= 0) throw new MongoError(28747, 'size argument to $sample must be a positive integer');
    return Number(size);
  }
  throw new MongoError(28749, '$sample stage must specify a size');
}

/** Doubles are cut off, decimals rounded half to even. */
function wholeNumber(value: NumberValue): bigint {
  if (!(value instanceof Decimal128) || value.exponent >= 0 || value.special) return toBigInt(value);
  const magnitude = divideHalfEven(value.coefficient, 10n ** BigInt(-value.exponent));
  return value.negative ? -magnitude : magnitude;
}
