import type { Types } from 'mongoose';
import { defineModel, part } from '../../platform/model.ts';
import { date, id, oneOf, text, texts } from '../../platform/stored-fields.ts';
import { type HoldCause, holdCauses } from './held.rules.ts';
import type { TextKind } from './printed-text.rules.ts';

export type BlockedRecord = { kind: TextKind; text: string; characters: string[] };

/** A certificate that the panel has decided and that could not be issued yet. */
export type HeldRecord = {
  case: Types.ObjectId;
  /** Number of the case, as people know it. */
  number: string;
  account: Types.ObjectId;
  body: Types.ObjectId;
  cause: HoldCause;
  texts: BlockedRecord[];
  since: Date;
  lastTriedAt: Date;
};

export const HeldModel = defineModel<HeldRecord>(
  'HeldCertificate',
  {
    case: id,
    number: text,
    account: id,
    body: id,
    cause: oneOf(holdCauses),
    texts: [part<BlockedRecord>({ kind: text, text, characters: texts as never })],
    since: date,
    lastTriedAt: date,
  },
  {
    collection: 'held_certificates',
    indexes: [
      [{ case: 1 }, { unique: true }],
      [{ body: 1, since: 1, _id: 1 }],
      [{ body: 1, cause: 1, since: 1, _id: 1 }],
      [{ cause: 1, since: 1, _id: 1 }],
    ],
  },
);

/** How a text that cannot be drawn is written on paper; of a person's name for that person, else for the whole body. */
export type SpellingRecord = { scope: Types.ObjectId; text: string; spelling: string; by: string };

export const SpellingModel = defineModel<SpellingRecord>(
  'PrintedSpelling',
  { scope: id, text, spelling: text, by: text },
  { collection: 'printed_spellings', indexes: [[{ scope: 1, text: 1 }, { unique: true }]] },
);
