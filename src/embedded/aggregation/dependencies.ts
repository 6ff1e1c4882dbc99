/** Which fields a pipeline reads, so that the others need not be. */
import { isDocument, type Value } from '../bson/value.ts';
import { filterFields, type Fields } from '../query/dependencies.ts';
import { stageOf } from './stage.ts';

/**
 * The top-level fields that a pipeline reads of the documents it is given; undefined when it may read all. A pipeline is
 * followed until a stage makes new documents of what it read.
 */
export function pipelineFields(stages: readonly Value[]): Fields {
  const fields = new Set<string>();
  for (const stage of stages) {
    const [name, spec] = stageOf(stage);
    switch (name) {
      case '$limit':
      case '$skip':
        break;
      case '$match':
        if (!addFilter(spec, fields)) return undefined;
        break;
      case '$sort':
        if (isDocument(spec)) for (const path of spec.keys()) fields.add(root(path));
        break;
      case '$count':
        return fields;
      case '$group':
        return addExpression(spec, fields) ? fields : undefined;
      default:
        return undefined;
    }
  }
  return undefined;
}

function root(path: string): string {
  return path.split('.', 1)[0] as string;
}

function addFilter(spec: Value, fields: Set<string>): boolean {
  const read = isDocument(spec) ? filterFields(spec) : undefined;
  for (const field of read ?? []) fields.add(field);
  return read !== undefined;
}

/** False when the expression may read the document as a whole. */
function addExpression(expression: Value, fields: Set<string>): boolean {
  if (typeof expression === 'string') {
    if (!expression.startsWith('$')) return true;
    if (expression.startsWith('$$')) return !/^\$\$(?:ROOT|CURRENT)\b/.test(expression);
    fields.add(root(expression.slice(1)));
    return true;
  }
  if (Array.isArray(expression)) return expression.every((element) => addExpression(element, fields));
  if (!isDocument(expression)) return true;
  return [...expression.values()].every((operand) => addExpression(operand, fields));
}
