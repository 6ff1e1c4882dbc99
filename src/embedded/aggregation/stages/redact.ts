import { isDocument, type Document, type Value } from '../../bson/value.ts';
import { MongoError } from '../../errors.ts';
import type { Environment } from '../environment.ts';
import { compileExpression } from '../expression.ts';
import { withNames } from '../expressions/variable.ts';
import type { CompileStage, Stream } from '../stage.ts';

/** What the expression answers with, by the variables that stand for the answers. */
const VERDICTS = new Map<string, Value>([
  ['KEEP', 'keep'],
  ['PRUNE', 'prune'],
  ['DESCEND', 'descend'],
]);

/** Asks of a document, and of the documents in it, whether to keep it, to leave it out, or to look inside. */
export const redact: CompileStage = (spec, context) => {
  const names = new Set([...VERDICTS.keys(), 'CURRENT']);
  const judge = compileExpression(spec, { ...context, variables: withNames(context.variables, names) });

  const redactDocument = (document: Document, { root, variables }: Environment): Document | undefined => {
    const verdict = judge({ root, variables: new Map(variables).set('CURRENT', document) });
    if (verdict === 'keep') return document;
    if (verdict === 'prune') return undefined;
    if (verdict !== 'descend')
      throw new MongoError(17053, "$redact's expression should only give $$KEEP, $$DESCEND and $$PRUNE");
    const kept = [...document].map(([name, value]) => [name, redactValue(value, { root, variables })] as const);
    return new Map(kept.filter((field): field is [string, Value] => field[1] !== undefined));
  };
  const redactValue = (value: Value, environment: Environment): Value | undefined => {
    if (isDocument(value)) return redactDocument(value, environment);
    if (!Array.isArray(value)) return value;
    return value.map((element) => redactValue(element, environment)).filter((element) => element !== undefined);
  };

  const variables = new Map([...context.variables, ...VERDICTS]);
  return function* (input: Stream): Stream {
    for (const root of input) yield root && redactDocument(root, { root, variables });
  };
};
