/** What is known of a collection in memory. */
import type { Binary } from '../bson/value.ts';
import type { Index } from './index-definition.ts';

/** A collection as it stands in memory; the catalog keeps its durable description. */
export interface Collection {
  readonly id: number;
  namespace: string;
  readonly uuid: Binary;
  indexes: Index[];
  nextRecord: number;
  count: number;
  /** False while its creation is on the way to the disk. */
  isReady: boolean;
  /** Which change of the catalog it was that it stands since: one to come, until that is on disk. */
  changedAt: number;
}

/** Databases of the server's own: there in any server, and closed to most commands. */
export const INTERNAL_DATABASES: ReadonlySet<string> = new Set(['admin', 'config', 'local']);

export function databaseOf(namespace: string): string {
  return namespace.slice(0, namespace.indexOf('.'));
}

export function collectionNameOf(namespace: string): string {
  return namespace.slice(namespace.indexOf('.') + 1);
}
