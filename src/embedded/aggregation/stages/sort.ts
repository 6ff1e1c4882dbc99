/** In which order `$sort` gives documents, and how many of them `$limit` and `$skip` do. */
import { isIntegral, toNumber } from '../../bson/number.ts';
import { isNumber } from '../../bson/types.ts';
import { isDocument, type Document, type Value } from '../../bson/value.ts';
import { MongoError } from '../../ground/errors.ts';
import { parseSort, Sorter } from '../../query/sort.ts';
import type { CompileStage, Stream } from '../stage.ts';

export const sortStage: CompileStage = (spec, { room }) => {
  if (!isDocument(spec)) throw new MongoError(15973, 'the $sort key specification must be an object');
  if (spec.size === 0) throw new MongoError(15976, '$sort stage must have at least one sort key');
  const parts = parseSort(spec);
  return function* (input: Stream): Stream {
    const sorter = new Sorter<Document>(parts, { room });
    for (const document of input) {
      if (document) sorter.add(document, document);
      yield undefined;
    }
    yield* sorter.finish();
  };
};

/** @throws MongoError for anything but a whole number that is large enough */
export function wholeArgument(value: Value, stage: string, least: 0 | 1, code: number): number {
  if (!isNumber(value) || !isIntegral(value))
    throw new MongoError(code, `invalid argument to ${stage} stage: Expected an integer`);
  const number = toNumber(value);
  if (number >= 2 ** 63)
    throw new MongoError(code, `invalid argument to ${stage} stage: Cannot represent as a 64-bit integer`);
  if (number < 0)
    throw new MongoError(
      code,
      `invalid argument to ${stage} stage: Expected a non-negative number in: ${stage}: ${number}`,
    );
  if (number < least) throw new MongoError(15958, 'the limit must be positive');
  return number;
}

export const limitStage: CompileStage = (spec) => {
  const limit = wholeArgument(spec, '$limit', 1, 5107201);
  return function* (input: Stream): Stream {
    let taken = 0;
    for (const document of input) {
      yield document;
      if (document && ++taken >= limit) return;
    }
  };
};

export const skipStage: CompileStage = (spec) => {
  const skip = wholeArgument(spec, '$skip', 0, 5107200);
  return function* (input: Stream): Stream {
    let passed = 0;
    for (const document of input) yield document && passed++ >= skip ? document : undefined;
  };
};
