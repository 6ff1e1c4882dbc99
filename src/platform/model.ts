/** How a collection is declared: strict, without hidden index creation, and with its indexes in plain sight. */
import mongoose, {
  type ClientSession,
  type IndexDefinition,
  type IndexOptions,
  type QueryFilter,
  Schema,
  type SchemaDefinition,
  type UpdateQuery,
} from 'mongoose';
import { Conflict } from './errors.ts';

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

type New<Document> = mongoose.DeepPartial<mongoose.ApplyBasicCreateCasting<mongoose.Require_id<Document>>>;

/** Stores one new document and returns it as it was stored, with what the schema adds. */
export async function createOne<Document extends object>(
  model: mongoose.Model<Document>,
  document: NoInfer<New<Document>>,
  session?: ClientSession,
): Promise<mongoose.Require_id<Document>> {
  const made = new model(document);
  await made.save(session ? { session } : {});
  return made.toObject();
}

/**
 * One conditional update of one document. Throws when nothing matched: the document is not (any more) in the state that the
 * filter names, and whatever else its transaction did is undone. Also inside a transaction: not every database makes two that
 * read the same state conflict.
 */
export async function changeOne<Document extends object>(
  model: mongoose.Model<Document>,
  filter: QueryFilter<Document>,
  update: UpdateQuery<Document>,
  { session, otherwise }: { session?: ClientSession; otherwise?: () => Error } = {},
): Promise<void> {
  const { matchedCount } = await model.updateOne(filter, update, session ? { session } : {});
  if (matchedCount === 0) throw otherwise?.() ?? new Conflict('platform.changedMeanwhile');
}
