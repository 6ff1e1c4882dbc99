/** How much of a pipeline is a query that an index may serve. */
import { stageOf } from '../aggregation/stage.ts';
import { wholeArgument } from '../aggregation/stages/sort.ts';
import { isDocument, type Document, type Value } from '../bson/value.ts';
import type { Selection } from '../plans/executor.ts';
import { parseSort } from '../query/sort.ts';

/** Splits off the `$match`, `$sort`, `$skip` and `$limit` at the head, which are one query. */
export function leadingQuery(stages: Value[]): { selection: Selection; rest: Value[] } {
  const filters: Document[] = [];
  const selection: Selection = { filter: new Map() };
  let taken = 0;
  for (const stage of stages) {
    const [name, spec] = stageOf(stage);
    if (
      name === '$match' &&
      isDocument(spec) &&
      !selection.sort &&
      selection.skip === undefined &&
      selection.limit === undefined
    )
      filters.push(spec);
    else if (
      name === '$sort' &&
      isDocument(spec) &&
      spec.size > 0 &&
      !selection.sort &&
      selection.skip === undefined &&
      selection.limit === undefined
    ) {
      parseSort(spec);
      selection.sort = spec;
    } else if (name === '$skip' && selection.skip === undefined && selection.limit === undefined)
      selection.skip = wholeArgument(spec, '$skip', 0, 5107200);
    else if (name === '$limit' && selection.limit === undefined)
      selection.limit = wholeArgument(spec, '$limit', 1, 5107201);
    else break;
    taken++;
  }
  const [only] = filters;
  selection.filter = filters.length > 1 ? new Map([['$and', filters]]) : (only ?? new Map());
  return { selection, rest: stages.slice(taken) };
}
