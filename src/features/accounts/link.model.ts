import { Types } from 'mongoose';
import { defineModel, part } from '../../platform/model.ts';
import { date, id, oneOf, text } from '../../platform/stored-fields.ts';
import { type Role, type RoleGrant, roles } from './actor.rules.ts';

export const linkPurposes = ['reset', 'invitation', 'setup'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

export type Invitation = {
  name: string;
  email: string;
  role: Role;
  scope: string;
  by: Types.ObjectId;
  /** The inviter's own grant that let them invite; without it the invitation is worth nothing. */
  authority: RoleGrant;
};

/** A link that works once. The database keeps the hash of its token only; an invitation has none until it is mailed. */
export type OneTimeLinkRecord = {
  purpose: LinkPurpose;
  tokenHash?: string;
  /** Whose password it resets. */
  account?: Types.ObjectId;
  /** What using it proves: the mailbox that it was sent to, or the number of whoever got it from an officer in person. */
  proves?: { email: string } | { phone: true };
  invitation?: Invitation;
  expiresAt: Date;
  usedAt: Date | null;
};

const rememberedSeconds = 30 * 24 * 60 * 60;

export const OneTimeLink = defineModel<OneTimeLinkRecord>(
  'OneTimeLink',
  {
    purpose: oneOf(linkPurposes),
    tokenHash: String,
    account: Types.ObjectId,
    proves: part<{ email?: string; phone?: boolean }>({ email: String, phone: Boolean }),
    invitation: part<Invitation>({
      name: text,
      email: text,
      role: oneOf(roles),
      scope: text,
      by: id,
      authority: { type: part<RoleGrant>({ role: oneOf(roles), scope: text }), required: true },
    }),
    expiresAt: date,
    usedAt: { type: Date, default: null },
  },
  {
    indexes: [
      [{ tokenHash: 1 }, { unique: true, sparse: true }],
      [{ account: 1, purpose: 1 }],
      [{ expiresAt: 1 }, { expireAfterSeconds: rememberedSeconds }],
    ],
  },
);
