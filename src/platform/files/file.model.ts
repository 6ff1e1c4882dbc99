import type { Types } from 'mongoose';
import { defineModel } from '../model.ts';
import { number, oneOf, text } from '../stored-fields.ts';

/** `made-here`: by our own program, such as a certificate. */
export const scanStates = ['clean', 'not-scanned', 'made-here'] as const;
export type ScanState = (typeof scanStates)[number];

export type StoredFileDocument = {
  name: string;
  type: string;
  bytes: number;
  sha256: string;
  receivedSha256: string;
  /** The account whose file it is. */
  owner: Types.ObjectId;
  /** What it was sent or made for, in the words of the feature that keeps it: `applications.proof`. */
  purpose: string;
  scan: ScanState;
  /** When it was first found that nothing refers to it. */
  unusedSince?: Date;
  createdAt: Date;
};

/** Files that people sent; those that we made are never removed and count for nobody. */
export const sentByPeople: readonly ScanState[] = ['clean', 'not-scanned'];

/** What is known of a file; its bytes are in GridFS under the same id. */
export const StoredFileRecord = defineModel<StoredFileDocument>(
  'StoredFile',
  {
    name: text,
    type: text,
    bytes: number,
    sha256: text,
    receivedSha256: text,
    owner: { type: 'ObjectId', required: true },
    purpose: text,
    scan: oneOf(scanStates),
    unusedSince: Date,
  },
  { indexes: [[{ owner: 1, purpose: 1 }]] },
);
