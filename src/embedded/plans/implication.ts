/** Whether a partial index holds all that a filter can match. */
import { equalValues } from '../bson/order.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { isOperatorDocument } from '../query/field-test.ts';
import { compileFilter } from '../query/filter.ts';

/** Whether every document that matches `filter` surely matches `condition`: a partial index then holds all that is asked for. */
export function implies(filter: Document, condition: Document): boolean {
  return [...condition].every(([key, wanted]) => {
    if (key === '$and')
      return Array.isArray(wanted) && wanted.every((clause) => isDocument(clause) && implies(filter, clause));
    if (key.startsWith('$')) return false;
    return impliesField(filter, key, wanted);
  });
}

function impliesField(filter: Document, path: string, wanted: Value): boolean {
  const given = conjunct(filter, path);
  if (given === undefined) return false;
  if (equalValues(given, wanted)) return true;
  const points = pointsOf(given);
  if (!points)
    return (
      isOperatorDocument(wanted) &&
      [...wanted].every(([operator, operand]) => impliesOperator(given as Document, operator, operand))
    );
  const test = compileFilter(new Map([['value', wanted]]));
  return points.every((point) => point !== null && test(new Map([['value', point]])));
}

function conjunct(filter: Document, path: string): Value | undefined {
  if (filter.has(path)) return filter.get(path);
  const clauses = filter.get('$and');
  if (!Array.isArray(clauses)) return undefined;
  for (const clause of clauses) {
    const found = isDocument(clause) ? conjunct(clause, path) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function pointsOf(given: Value): Value[] | undefined {
  if (!isOperatorDocument(given)) return [given];
  if (given.has('$eq')) return [given.get('$eq') as Value];
  const list = given.get('$in');
  return Array.isArray(list) ? list : undefined;
}

/** A range or `$exists` with the very operator and operand, or any range where only existence is wanted. */
function impliesOperator(given: Document, operator: string, operand: Value): boolean {
  const same = given.get(operator);
  if (same !== undefined && equalValues(same, operand)) return true;
  return (
    operator === '$exists' &&
    operand === true &&
    ['$gt', '$gte', '$lt', '$lte'].some((range) => given.get(range) !== undefined && given.get(range) !== null)
  );
}
