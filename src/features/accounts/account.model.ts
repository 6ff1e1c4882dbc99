import { Types } from 'mongoose';
import { type Language, languages } from '../../platform/i18n.ts';
import { defineModel, part } from '../../platform/model.ts';
import { date, id, number, oneOf, text } from '../../platform/stored-fields.ts';
import { type AccountState, accountStates } from './account.states.ts';
import { type Role, roles } from './actor.rules.ts';

export type StoredGrant = { role: Role; scope: string; grantedBy?: Types.ObjectId; grantedAt: Date };

/** A role that was taken back: what somebody has been to a person does not end with it. */
export type EndedGrant = { role: Role; scope: string; endedAt: Date };

export type StoredSecondFactor = {
  /** Encrypted; bound to this account. */
  secret: string;
  /** The period of the last code that was taken: only a later one is taken again. */
  lastCounter: number;
  confirmedAt: Date;
};

export type AccountRecord = {
  _id: Types.ObjectId;
  /** As on the identity card. */
  name: string;
  /** In lower case. */
  email?: string;
  /** +628…, encrypted; phoneIndex finds it. */
  phone?: string;
  phoneIndex?: string;
  /** Since when it is proved whose they are; until then an address or number is no more than what somebody typed. */
  proven: { email?: Date; phone?: Date };
  passwordHash: string;
  roles: StoredGrant[];
  /** Give no right to anything; kept apart so that no question about rights finds them. */
  endedRoles: EndedGrant[];
  secondFactor?: StoredSecondFactor;
  /** Keyed hashes; a code is removed when it is used. */
  recoveryCodes: string[];
  /** Copied into a session when it begins; sessions with an older one are dead. */
  sessionEpoch: number;
  endedSessions: { key: string; until: Date }[];
  language: Language;
  consents: { version: string; language: Language; at: Date }[];
  state: AccountState;
  createdAt: Date;
};

export const Account = defineModel<AccountRecord>(
  'Account',
  {
    _id: id,
    name: text,
    email: String,
    phone: String,
    phoneIndex: String,
    proven: { type: part<AccountRecord['proven']>({ email: Date, phone: Date }), required: true },
    passwordHash: text,
    roles: [part<StoredGrant>({ role: oneOf(roles), scope: text, grantedBy: Types.ObjectId, grantedAt: date })],
    endedRoles: [part<EndedGrant>({ role: oneOf(roles), scope: text, endedAt: date })],
    secondFactor: part<StoredSecondFactor>({
      secret: text,
      lastCounter: number,
      confirmedAt: date,
    }),
    recoveryCodes: [String],
    sessionEpoch: number,
    endedSessions: [part<{ key: string; until: Date }>({ key: text, until: date })],
    language: oneOf(languages),
    consents: [part<{ version: string; language: Language; at: Date }>({ version: text, language: text, at: date })],
    state: oneOf(accountStates.all),
  },
  {
    indexes: [
      // Anybody may type anybody's address; proved, it belongs to one account.
      [{ email: 1 }, { unique: true, partialFilterExpression: { 'proven.email': { $exists: true } } }],
      [{ phoneIndex: 1 }, { unique: true, partialFilterExpression: { 'proven.phone': { $exists: true } } }],
      [{ email: 1, createdAt: 1, _id: 1 }],
      [{ phoneIndex: 1, createdAt: 1, _id: 1 }],
      // A scope is an id, so it alone finds the few dozen accounts that one is about.
      [{ 'roles.scope': 1 }],
      [{ 'endedRoles.scope': 1 }],
    ],
  },
);
