import { equalValues } from '../bson/order.ts';
import { Binary, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { databaseOf, type Collection } from '../storage/collection.ts';
import { missingField, requireUuid, wrongType } from './arguments.ts';
import { commandValue, type Command } from './command.ts';

/** Gives a collection another name, also in another database. */
export const renameCollection: Command = {
  arguments: { to: 'string', dropTarget: 'any', collectionUUID: 'uuid' },
  async run(command, { server }) {
    const { catalog } = server.storage;
    const from = commandValue(command);
    const to = command.get('to');
    if (from === null) throw missingField('renameCollection.renameCollection');
    if (to === null || to === undefined) throw missingField('renameCollection.to');
    if (typeof from !== 'string' || typeof to !== 'string')
      throw new MongoError(14, 'renameCollection takes two namespaces');
    const dropTarget = dropTargetOf(command, from, to);
    await server.storage.write((view) => {
      const source = catalog.find(from);
      const target = catalog.find(to);
      requireSame(source, command.get('collectionUUID'));
      requireSame(target, dropTarget);
      if (!source) throw new MongoError(26, `Source collection ${from} does not exist`);
      if (from === to) throw new MongoError(20, "Can't rename a collection to itself");
      if (target && dropTarget === false) throw new MongoError(48, 'target namespace exists');
      if (target) catalog.drop(view, target);
      catalog.rename(view, source, to);
    });
    return {};
  },
};

/** Whether an existing target is replaced: `true`, or if it has this UUID. */
function dropTargetOf(command: Document, from: string, to: string): boolean | Binary {
  const value = command.get('dropTarget');
  if (value === undefined) return false;
  if (value instanceof Binary) {
    requireUuid(value);
    if (databaseOf(from) !== databaseOf(to)) throw new MongoError(72, 'a UUID as dropTarget is for one database');
    return value;
  }
  if (typeof value !== 'boolean') throw wrongType('renameCollection.dropTarget', value, 'bool');
  return value;
}

/** @throws MongoError CollectionUUIDMismatch */
function requireSame(collection: Collection | undefined, uuid: Value | undefined): void {
  if (uuid instanceof Binary && !(collection && equalValues(collection.uuid, uuid)))
    throw new MongoError(361, 'Collection UUID does not match that specified');
}
