/** Which documents of another collection `$lookup` joins. */
import { documentOf, isDocument, Regex, type Document, type Value } from '../../bson/value.ts';
import { MongoError, notOffered } from '../../ground/errors.ts';
import { splitFieldPath } from '../../expressions/expression.ts';
import { setNested } from '../nested.ts';
import { Room } from '../../bson/room.ts';
import type { CompileStage, Stream } from '../stage.ts';
import { walkPath } from '../../bson/paths.ts';

/** What is found for one document becomes part of it. */
const MOST_FOUND_BYTES = 16 * 1024 * 1024;

interface Lookup {
  from: string;
  as: string[];
  local: string[];
  foreign: string;
}

/** Joins with another collection by equal fields. */
export const lookup: CompileStage = (spec, context) => {
  const { from, as, local, foreign } = parseLookup(spec);
  return function* (input: Stream): Stream {
    for (const document of input) {
      if (!document) {
        yield undefined;
        continue;
      }
      const found: Value[] = [];
      const room = new Room(MOST_FOUND_BYTES, 4568);
      for (const other of context.read(from, equalityFilter(document, local, foreign))) {
        if (other) found.push(room.take(other));
        else yield undefined;
      }
      yield setNested(document, as, found);
    }
  };
};

/** A local array matches by each of its elements; a missing local field matches null and missing. */
function equalityFilter(document: Document, local: string[], foreign: string): Document {
  const values: Value[] = [];
  walkPath(document, local, 0, (value) => {
    if (Array.isArray(value)) for (const element of value) values.push(element);
    else values.push(value ?? null);
    return false;
  });
  if (values.length === 0) values.push(null);
  const conditions = values.map((value) => documentOf({ [foreign]: documentOf({ $eq: value }) }));
  const [only] = conditions;
  if (values.length === 1 && only) return only;
  if (!values.some((value) => value instanceof Regex)) return documentOf({ [foreign]: documentOf({ $in: values }) });
  return documentOf({ $or: conditions });
}

const FIELDS = ['from', 'as', 'localField', 'foreignField'];

function parseLookup(spec: Value): Lookup {
  if (!isDocument(spec)) throw new MongoError(9, 'the $lookup specification must be an Object');
  const [from, as, local, foreign] = FIELDS.map((field) => textOption(spec, field));
  if (as === undefined) throw new MongoError(9, "must specify 'as' field for a $lookup");
  for (const field of ['let', 'pipeline']) if (spec.has(field)) throw notOffered(9, `The option '${field}' of $lookup`);
  if (from === undefined) throw new MongoError(9, "must specify 'from' field for a $lookup");
  for (const field of spec.keys())
    if (!FIELDS.includes(field)) throw new MongoError(40415, `unknown argument to $lookup: ${field}`);
  if (from === '' || from.startsWith('.') || from.includes('\0'))
    throw new MongoError(73, `Invalid namespace specified '${from}'`);
  if (local === undefined || foreign === undefined)
    throw new MongoError(9, '$lookup requires both localField and foreignField');
  return { from, as: splitFieldPath(as), local: splitFieldPath(local), foreign: splitFieldPath(foreign).join('.') };
}

/** Null and the empty string stand for an option that is not there, but only for the fields of an equality. */
function textOption(spec: Document, field: string): string | undefined {
  const value = spec.get(field);
  if ((value === null || value === '') && field.endsWith('Field')) return undefined;
  if (value === undefined || typeof value === 'string') return value;
  if (field === 'from' && isDocument(value))
    throw new MongoError(40415, "BSON field '$lookup.from' has an unknown field.");
  throw new MongoError(9, `$lookup argument '${field}' must be a string`);
}
