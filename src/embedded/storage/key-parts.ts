/** How long a part of a key may be, and where the keys of a prefix end. */
import { createHash } from 'node:crypto';

const HASH_BYTES = 32;

/**
 * Shortens a part that is too long for the store to a prefix and a hash. Equal values stay equal and different ones different;
 * the order among values with the same prefix is lost, so that the index must no longer be used for order.
 */
export function fitKeyPart(part: Buffer, limit: number): { part: Buffer; isTruncated: boolean } {
  if (part.length <= limit) return { part, isTruncated: false };
  const hash = createHash('sha256').update(part).digest();
  return { part: Buffer.concat([truncatedPrefix(part, limit), hash]), isTruncated: true };
}

/** The bytes that a truncated part shares with its neighbours. */
export function truncatedPrefix(part: Buffer, limit: number): Buffer {
  return part.subarray(0, limit - HASH_BYTES);
}

/** The smallest key above every key that starts with `prefix`. */
export function successor(prefix: Buffer): Buffer {
  let length = prefix.length;
  while (length > 0 && prefix[length - 1] === 0xff) length--;
  if (length === 0) return Buffer.concat([prefix, Buffer.alloc(4, 0xff)]);
  const next = Buffer.from(prefix.subarray(0, length));
  next[length - 1] = (next[length - 1] as number) + 1;
  return next;
}
