/** What the database holds, so that it can be seen that nothing was changed. */
import { createHash } from 'node:crypto';
import mongoose from 'mongoose';

/** Written by looking and by trying: sessions, counters of attempts, and how often a certificate was looked up. */
const volatile = /^(sessions|throttle_.*|certificate_checks|system\..*)$/;

/** A hash of each collection's documents by its name. */
export async function takeFingerprint(): Promise<Record<string, string>> {
  const collections = await mongoose.connection.db!.collections();
  const kept = collections.filter(({ collectionName }) => !volatile.test(collectionName));
  const hashed = kept.map(async (collection) => {
    const hash = createHash('sha256');
    for await (const document of collection.find().sort({ _id: 1 }))
      hash.update(mongoose.mongo.BSON.serialize(document));
    return [collection.collectionName, hash.digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(hashed));
}
