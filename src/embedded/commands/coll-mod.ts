import { coerceInteger } from '../bson/arithmetic.ts';
import { isNumber } from '../bson/types.ts';
import { toBigInt } from '../bson/number.ts';
import { equalValues } from '../bson/order.ts';
import { isDocument, type Document } from '../bson/value.ts';
import { MongoError, notOffered } from '../errors.ts';
import type { Collection } from '../storage/collection.ts';
import { defineIndex, type Index } from '../storage/index-definition.ts';
import { booleanArgument, checkFields, collectionName } from './arguments.ts';
import type { Command, Reply } from './command.ts';
import { VALIDATION_ARGUMENTS, validationOptions } from './validation.ts';

/** Options of collections of kinds that are not offered. */
const OF_OTHER_KINDS = ['cappedMax', 'cappedSize', 'changeStreamPreAndPostImages', 'expireAfterSeconds', 'timeseries'];

/** Changes what the collection validates, and an index that is there: when its documents expire, and who may see it. */
export const collMod: Command = {
  arguments: {
    index: 'document',
    ...VALIDATION_ARGUMENTS,
    ...Object.fromEntries(OF_OTHER_KINDS.map((option) => [option, 'any' as const])),
  },
  async run(command, { server, database }) {
    const { catalog } = server.storage;
    const namespace = `${database}.${collectionName(command, 'collMod')}`;
    const collection = catalog.find(namespace);
    if (!collection) throw new MongoError(26, `ns does not exist: ${namespace}`);
    for (const option of OF_OTHER_KINDS)
      if ((command.get(option) ?? null) !== null)
        throw new MongoError(72, `option '${option}' is not for a collection of this kind`);
    const validation = validationOptions(command, 'collMod', namespace, collection.options.get('collation'));
    const change = command.get('index');
    if (!isDocument(change)) {
      if (validation.size > 0)
        await server.storage.write((view) =>
          catalog.setOptions(view, collection, changedOptions(collection, validation)),
        );
      return {};
    }
    checkFields(change, 'collMod.index', {
      keyPattern: 'document',
      name: 'string',
      expireAfterSeconds: 'number',
      hidden: 'safeBool',
      prepareUnique: 'safeBool',
      unique: 'safeBool',
      forceNonUnique: 'safeBool',
    });
    for (const option of ['prepareUnique', 'unique', 'forceNonUnique'])
      if ((change.get(option) ?? null) !== null) throw notOffered(72, `'${option}' of an index that is there`);
    if (!['expireAfterSeconds', 'hidden'].some((option) => (change.get(option) ?? null) !== null))
      throw new MongoError(72, 'no expireAfterSeconds or hidden field');
    return server.storage.write((view): Reply => {
      const index = requireIndex(collection, change);
      const { changed, reply } = changedIndex(index, change);
      catalog.setIndexes(
        view,
        collection,
        collection.indexes.map((other) => (other === index ? changed : other)),
      );
      return reply;
    });
  },
};

/** An empty validator takes the old one away. */
function changedOptions({ options }: Collection, validation: Document): Document {
  const changed = new Map([...options, ...validation]);
  const validator = changed.get('validator');
  if (isDocument(validator) && validator.size === 0) changed.delete('validator');
  return changed;
}

function requireIndex(collection: Collection, change: Document): Index {
  const name = change.get('name');
  const key = change.get('keyPattern');
  if ((name === undefined) === (key === undefined))
    throw new MongoError(72, 'must specify either index name or key pattern, and not both');
  const index = collection.indexes.find((other) =>
    name === undefined ? equalValues(other.key, key as Document) : other.name === name,
  );
  if (!index)
    throw new MongoError(
      27,
      `cannot find index ${typeof name === 'string' ? name : 'with that key'} for ns ${collection.namespace}`,
    );
  return index;
}

const LONGEST_SECONDS = 2_147_483_647;

function changedIndex(index: Index, change: Document): { changed: Index; reply: Reply } {
  const spec = new Map(index.spec);
  const reply: Reply = {};
  const seconds = change.get('expireAfterSeconds');
  if (isNumber(seconds)) {
    const next = Math.min(coerceInteger(seconds), LONGEST_SECONDS);
    if (next < 0) throw new MongoError(72, 'expireAfterSeconds must not be negative');
    if (index.key.size > 1 || index.name === '_id_')
      throw new MongoError(72, 'TTL indexes are single-field indexes, and not on _id');
    const old = spec.get('expireAfterSeconds');
    if (isNumber(old)) reply['expireAfterSeconds_old'] = toBigInt(old);
    reply['expireAfterSeconds_new'] = BigInt(next);
    spec.set('expireAfterSeconds', next);
  }
  if (change.has('hidden')) {
    const hidden = booleanArgument(change, 'hidden');
    if (hidden && index.name === '_id_') throw new MongoError(2, "can't hide _id index");
    if (hidden !== index.isHidden) Object.assign(reply, { hidden_old: index.isHidden, hidden_new: hidden });
    if (hidden) spec.set('hidden', true);
    else spec.delete('hidden');
  }
  const { isReady, isMultikey, isTruncated } = index;
  return {
    changed: { ...defineIndex(index.id, spec), isReady, isMultikey, isTruncated },
    reply,
  };
}
