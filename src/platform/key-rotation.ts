/** Replaces the key that new fields are encrypted with; the old ones stay, for what they encrypted. */
import { rename, rm } from 'node:fs/promises';
import { flushDirectory, hasCode, readPrivate, writeFlushed } from './key-file.ts';
import { type Key, keyFile, newKey, parseKeyList, writeKeys } from './keys.ts';

/**
 * Adds a field key and returns it. Running processes go on with the key they started with, so they are to be started
 * again. The draft's name is the lock: a second rotation at the same time is refused instead of losing a key.
 */
export async function rotateFieldKey(directory: string): Promise<Key> {
  const file = keyFile(directory);
  const draft = `${file}.next`;
  const key = newKey('field');
  await writeFlushed(draft, '').catch((error: unknown) => {
    if (!hasCode(error, 'EEXIST')) throw error;
    throw new Error(`Another rotation is under way. If none is, remove ${draft} and try again.`, { cause: error });
  });
  try {
    await replaceKeys(directory, draft, key);
  } finally {
    await rm(draft, { force: true });
  }
  return key;
}

async function replaceKeys(directory: string, draft: string, added: Key): Promise<void> {
  const file = keyFile(directory);
  const stored = await readPrivate(file);
  if (stored === undefined) throw new Error(`There are no keys to rotate: ${file} does not exist.`);
  const finished = `${draft}.${added.kid}`;
  await writeFlushed(finished, writeKeys([...parseKeyList(file, stored), added]));
  await rename(finished, file);
  await flushDirectory(directory);
}
