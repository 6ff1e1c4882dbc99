/**
 * Whatever database answers: tests never rest on the order in which it happens to give things. A list that asked for no
 * order comes the other way round than it is stored; refused is an order that leaves ties, for what is alike may come
 * differently with each page, and whoever takes one of several without saying which.
 */
import mongoose from 'mongoose';

type Query = mongoose.Query<unknown, unknown> & { op: string };

const execute = Reflect.get(mongoose.Query.prototype, 'exec') as (this: Query) => Promise<unknown>;
mongoose.Query.prototype.exec = async function (this: Query) {
  const order = Object.keys(this.getOptions().sort ?? {});
  const chance = await whatIsLeftToChance(this, order);
  if (chance !== undefined) throw new Error(`${this.op} of ${this.model.modelName} ${chance}`);
  const found = await execute.call(this);
  return this.op === 'find' && order.length === 0 && Array.isArray(found) ? found.reverse() : found;
};

const readers = new Set(['find', 'findOne']);
const takers = new Set(['findOne', 'findOneAndUpdate', 'findOneAndDelete', 'updateOne', 'deleteOne']);

async function whatIsLeftToChance(query: Query, order: readonly string[]): Promise<string | undefined> {
  const { limit, skip, session } = query.getOptions();
  if (order.length > 0) {
    return readers.has(query.op) && !isOne(query, order)
      ? `in the order of ${order.join(', ')} leaves ties`
      : undefined;
  }
  if (query.op === 'find') return limit || skip ? 'takes some without an order' : undefined;
  if (!takers.has(query.op) || asksWhetherAny(query) || isOne(query)) return undefined;
  const several = await query.model.countDocuments(query.getFilter()).session(session ?? null);
  return several > 1 ? `takes any of ${several}` : undefined;
}

/** As `exists` does. */
const asksWhetherAny = (query: Query): boolean => Object.keys(query.projection() ?? {}).join() === '_id';

/** Whether the values that the filter gives, and those that an order goes by, belong to one document alone. */
function isOne(query: Query, order: readonly string[] = []): boolean {
  const filter = query.getFilter();
  const given = Object.keys(filter).filter((field) => isOneValue(filter[field]));
  const told = new Set([...given, ...order]);
  return uniqueKeysOf(query.model).some((key) => key.every((field) => told.has(field)));
}

/** Also those of a part of the documents: which part, the filter may say in other words. */
const uniqueKeysOf = (model: mongoose.Model<unknown>): string[][] => [
  ['_id'],
  ...model.schema
    .indexes()
    .filter(([, { unique }]) => unique)
    .map(([fields]) => Object.keys(fields)),
];

/** Not one of several, nor a range. */
const isOneValue = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || value instanceof mongoose.Types.ObjectId || value instanceof Date;
