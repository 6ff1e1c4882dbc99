/** What a backup consists of: one file that is written last, so a backup that was cut short has none. */
import { createHmac } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { BSON } from 'mongodb';
import { z } from 'zod';
import { canonicalJson } from '../canonical.ts';
import { safeEqual } from '../crypto.ts';
import { flushDirectory, hasCode, writeFlushed } from '../key-file.ts';
import type { Keys } from '../keys.ts';
import { encryptionEntry } from './encryption.ts';

const indexSpecification = z.looseObject({ name: z.string().min(1), key: z.record(z.string(), z.unknown()) });

const collectionEntry = z.object({
  name: z.string().min(1),
  // A name and never a path, since it comes from a file that anyone may have edited.
  file: z.string().regex(/^[\w.%-]+\.bson\.gz(\.enc)?$/),
  documents: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  indexes: z.array(indexSpecification),
});

const manifest = z.object({
  format: z.literal('layar-backup'),
  /** 2 when it is encrypted. */
  version: z.literal([1, 2]),
  encryption: encryptionEntry.optional(),
  takenAt: z.iso.datetime(),
  /** `snapshot`: all collections at one moment. `by-collection`: each at the moment it was read. */
  consistency: z.enum(['snapshot', 'by-collection']),
  keyCheck: z.string().min(1),
  keys: z.string(),
  collections: z.array(collectionEntry),
  /** Over all of the above, with a key that is not in the backup: hashes alone can be written anew by whoever alters a file. */
  mac: z.string(),
});

export type CollectionEntry = z.infer<typeof collectionEntry>;
export type Manifest = z.infer<typeof manifest>;

export const signManifest = (content: Omit<Manifest, 'mac'>, keys: Keys): Manifest => ({
  ...content,
  mac: macOf(content, keys),
});

export const isSigned = ({ mac, ...content }: Manifest, keys: Keys): boolean => safeEqual(mac, macOf(content, keys));

const macOf = (content: Omit<Manifest, 'mac'>, keys: Keys) =>
  createHmac('sha256', keys.audit.secret)
    .update(`backup\0${canonicalJson(content)}`)
    .digest('base64url');

const manifestFile = (directory: string) => path.join(directory, 'manifest.json');

/** Extended JSON, because an index's filter may hold dates. */
export async function writeManifest(directory: string, content: Manifest): Promise<void> {
  const draft = `${manifestFile(directory)}.draft`;
  await writeFlushed(draft, `${BSON.EJSON.stringify(content, undefined, 2)}\n`);
  await rename(draft, manifestFile(directory));
  await flushDirectory(directory);
}

/** Throws, with a sentence for the operator, when the directory holds no finished backup. */
export async function readManifest(directory: string): Promise<Manifest> {
  const text = await readFile(manifestFile(directory), 'utf8').catch((error: unknown) => {
    if (!hasCode(error, 'ENOENT')) throw error;
    throw new Error(`${directory} holds no finished backup: manifest.json is missing.`, { cause: error });
  });
  try {
    return manifest.parse(BSON.EJSON.parse(text));
  } catch (error) {
    throw new Error(`${manifestFile(directory)} is damaged or of another version.`, { cause: error });
  }
}
