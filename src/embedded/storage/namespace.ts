/** Which names databases and collections may have. */
import { MongoError } from '../ground/errors.ts';

const MAX_NAMESPACE_BYTES = 255;

/** @throws MongoError InvalidNamespace */
export function refuseInvalidNamespace(namespace: string): void {
  const dot = namespace.indexOf('.');
  const database = namespace.slice(0, dot);
  const name = namespace.slice(dot + 1);
  const isValid =
    dot > 0 &&
    dot < 64 &&
    !/[/\\. "$\0]/.test(database) &&
    name !== '' &&
    !/[$\0]/.test(name) &&
    !name.startsWith('.') &&
    Buffer.byteLength(namespace) <= MAX_NAMESPACE_BYTES;
  if (!isValid) throw new MongoError(73, `Invalid namespace specified '${namespace}'`);
  if (name.startsWith('system.')) throw new MongoError(73, `Invalid system namespace: ${namespace}`);
}
