/** When an element of an array meets all conditions at once. */
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import { isOperatorDocument, type FieldTest, type Surroundings } from './field-test.ts';

const OBJECT_OPERATORS = new Set(['$and', '$or', '$expr']);

/** An array with one element that meets all conditions: of values (`{ $gt: 1 }`) or of documents (`{ k: 'a' }`). */
export function compileElemMatch(operand: Value, { path, filter, tests }: Surroundings): FieldTest {
  if (!isDocument(operand)) throw new MongoError(2, '$elemMatch needs an Object');
  const first = operand.keys().next().value;
  const isValueMatch = isOperatorDocument(operand) && !OBJECT_OPERATORS.has(first ?? '');
  const matches = isValueMatch ? elementTest(tests(path, operand)) : documentElementTest(filter(operand));
  return {
    isWhole: true,
    test: (value, position) => {
      if (!Array.isArray(value)) return false;
      const index = value.findIndex(matches);
      if (index >= 0 && position) position.index = index;
      return index >= 0;
    },
  };
}

/** Inside `$elemMatch`, an element that is itself an array is entered like a field's value would be. */
function elementTest(tests: FieldTest[]): (element: Value) => boolean {
  return (element) =>
    tests.every(({ test, isWhole, isNegated }) => {
      const passes = test(element) || (!isWhole && Array.isArray(element) && element.some((inner) => test(inner)));
      return passes !== (isNegated ?? false);
    });
}

function documentElementTest(predicate: (document: Document) => boolean): (element: Value) => boolean {
  return (element) => {
    if (isDocument(element)) return predicate(element);
    return Array.isArray(element) && predicate(new Map(element.map((inner, i): [string, Value] => [String(i), inner])));
  };
}
