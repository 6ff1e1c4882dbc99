/** Which values of a path a filter leaves possible. */
import { RANK, rankOf } from '../bson/types.ts';
import { isDocument, Regex, type Document, type Value } from '../bson/value.ts';
import { isOperatorDocument } from '../query/field-test.ts';

/** What a filter demands of one path, as far as an index can serve it. Each demand alone is necessary for a match. */
export interface PathBounds {
  /** The value is one of these. */
  points?: Value[];
  /** The value lies in one type, above and below. */
  low?: { value: Value; isInclusive: boolean };
  high?: { value: Value; isInclusive: boolean };
}

export type FilterBounds = Map<string, PathBounds>;

/** Gathers the bounds that a filter sets by conjunction; what it does not understand it leaves out. */
export function filterBounds(filter: Document): FilterBounds {
  const bounds: FilterBounds = new Map();
  collect(filter, '', bounds);
  return bounds;
}

function collect(filter: Document, prefix: string, bounds: FilterBounds): void {
  for (const [key, condition] of filter) {
    if (key === '$and') {
      if (Array.isArray(condition))
        for (const clause of condition) if (isDocument(clause)) collect(clause, prefix, bounds);
    } else if (!key.startsWith('$')) {
      collectField(prefix + key, condition, bounds);
    }
  }
}

function collectField(path: string, condition: Value, bounds: FilterBounds): void {
  if (!isOperatorDocument(condition)) return addPoints(path, [condition], bounds);
  for (const [operator, operand] of condition) {
    switch (operator) {
      case '$eq':
        addPoints(path, [operand], bounds);
        break;
      case '$in':
        if (Array.isArray(operand)) addPoints(path, operand, bounds);
        break;
      case '$gt':
      case '$gte':
        addEnd(path, 'low', operand, operator === '$gte', bounds);
        break;
      case '$lt':
      case '$lte':
        addEnd(path, 'high', operand, operator === '$lte', bounds);
        break;
      case '$elemMatch':
        if (isDocument(operand) && !isOperatorDocument(operand)) collect(operand, `${path}.`, bounds);
    }
  }
}

/** Arrays and regular expressions match more than the one key that they are stored under. */
function isPoint(value: Value): boolean {
  return !Array.isArray(value) && !(value instanceof Regex);
}

function addPoints(path: string, points: Value[], bounds: FilterBounds): void {
  if (!points.every(isPoint)) return;
  const known = bounds.get(path);
  if (known?.points && known.points.length <= points.length) return;
  bounds.set(path, { ...known, points });
}

function addEnd(path: string, end: 'low' | 'high', value: Value, isInclusive: boolean, bounds: FilterBounds): void {
  const rank = rankOf(value);
  if (rank <= RANK.null || rank === RANK.array || !isPoint(value)) return;
  const known = bounds.get(path) ?? {};
  const other = known[end === 'low' ? 'high' : 'low'];
  if (known[end] || (other && rankOf(other.value) !== rank)) return;
  bounds.set(path, { ...known, [end]: { value, isInclusive } });
}
