/** How a collection is declared: strict, without hidden index creation, and with its indexes in plain sight. */
import mongoose, { type IndexDefinition, type IndexOptions, Schema, type SchemaDefinition } from 'mongoose';

mongoose.set('strictQuery', 'throw');
mongoose.set('sanitizeFilter', true);
mongoose.set('runValidators', true);
mongoose.set('autoIndex', false);
mongoose.set('autoCreate', false);
mongoose.set('bufferCommands', false);
// Of the database's own work on a query that reads, or finds and changes, in transactions too. Every one of ours takes
// milliseconds; one that takes this long ends with an error page rather than with a connection that is never free again.
// Walks through everything (audit trail, backup) use cursors and are not bound by it.
mongoose.set('maxTimeMS', 10_000);

export type Index = readonly [keys: IndexDefinition, options?: IndexOptions];

/**
 * One collection. A field that the schema does not name is an error in a document, in an update and in a filter, because
 * a typing mistake in a filter would otherwise match everything.
 */
export function defineModel<Document extends object>(
  name: string,
  definition: SchemaDefinition<Document>,
  { indexes = [], collection }: { indexes?: readonly Index[]; collection?: string } = {},
): mongoose.Model<Document> {
  const schema = new Schema<Document>(definition, {
    strict: 'throw',
    strictQuery: 'throw',
    timestamps: true,
    minimize: false,
    ...(collection === undefined ? {} : { collection }),
  });
  for (const [keys, options] of indexes) schema.index(keys, options);
  return mongoose.model<Document>(name, schema as unknown as Schema);
}

/** A part of a document without an identity of its own. */
export const part = <Part extends object>(definition: SchemaDefinition<Part>): Schema<Part> =>
  new Schema<Part>(definition, { _id: false, versionKey: false, strict: 'throw' });
