/** What a command is, and what it may use. */
import type { Identity } from '../ground/identity.ts';
import type { Encodable } from '../bson/encode.ts';
import type { Document, Value } from '../bson/value.ts';
import type { Collection } from '../storage/collection.ts';
import type { Overlay } from '../storage/overlay.ts';
import type { Storage } from '../storage/storage.ts';
import type { Transaction } from '../storage/transaction.ts';
import type { View } from '../storage/view.ts';
import type { CursorTable } from './cursors.ts';
import type { SessionTable } from './session-table.ts';
import type { ArgumentTypes } from './arguments.ts';

export type Reply = Record<string, Encodable>;

/** What all connections share. */
export interface Server {
  readonly storage: Storage;
  readonly cursors: CursorTable;
  readonly sessions: SessionTable;
  readonly host: string;
  /** Which database this is, for whoever must know that it is the one of a directory. */
  readonly database: Identity;
  readonly startedAt: number;
}

/** One command as it runs: outside of transactions, or inside one. */
export interface CommandContext {
  readonly server: Server;
  readonly name: string;
  readonly database: string;
  readonly transaction: Transaction | undefined;
  /** Session that the command belongs to, as the 16 bytes of its id. */
  readonly sessionId: Uint8Array | undefined;
  /** The same as text, which tables of sessions have it by. */
  readonly sessionKey: string | undefined;
  readonly connectionId: number;
  /** What the command reads: the newest committed data, or the transaction's own. */
  readonly view: View;
  /** The collection of a name, as the command sees it. */
  collection(namespace: string): Collection | undefined;
  /** The same, created if it is not there: with the commit, inside a transaction. */
  ensureCollection(namespace: string): Promise<Collection>;
  /** Runs a write and resolves when it is durable, or, inside a transaction, when it is noted. */
  write<T>(run: (view: Overlay) => T): Promise<T>;
}

export interface Command {
  /** Arguments beside the generic ones; anything else is refused. */
  readonly arguments: ArgumentTypes;
  /** Whether the command may be part of a multi-document transaction. */
  readonly mayBeInTransaction?: boolean;
  run(command: Document, context: CommandContext): Reply | Promise<Reply>;
}

export type Commands = Readonly<Record<string, Command>>;

export function sessionKeyOf(sessionId: Uint8Array): string {
  return Buffer.from(sessionId).toString('hex');
}

export function commandValue(command: Document): Value {
  return command.values().next().value as Value;
}
