/** Which logical time a reply bears. */
import { Binary, Timestamp } from '../bson/value.ts';
import type { Encodable } from '../bson/encode.ts';

const NO_SIGNATURE = { hash: new Binary(Buffer.alloc(20)), keyId: 0n };

/** The logical time that drivers of a replica set expect in every reply; it never goes back. */
export class ClusterClock {
  #seconds = 0;
  #ordinal = 0;

  gossip(): Record<string, Encodable> {
    const now = Math.floor(Date.now() / 1000);
    if (now > this.#seconds) {
      this.#seconds = now;
      this.#ordinal = 0;
    }
    this.#ordinal++;
    const clusterTime = Timestamp.of(this.#seconds, this.#ordinal);
    return { operationTime: clusterTime, $clusterTime: { clusterTime, signature: NO_SIGNATURE } };
  }
}
