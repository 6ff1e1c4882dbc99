import type { Types } from 'mongoose';
import { defineModel, part } from '../../platform/model.ts';
import { date, freeText, id, number, oneOf, text, texts } from '../../platform/stored-fields.ts';
import { outcomes } from '../assessments/index.ts';
import { type MinuteState, minuteStates } from './minute.states.ts';
import type { UnitDecision } from './votes.rules.ts';

export type CaseDecision = { case: string; units: UnitDecision[] };

/** What a member agrees to with their password: the minute as it stood at that moment. */
export type Signature = { by: string; at: Date };

export type MinuteRecord = {
  body: Types.ObjectId;
  number: string;
  heldOn: Date;
  place: string;
  /** Accounts of the panel members who were present, and which of them led the meeting. */
  members: string[];
  chair: string;
  cases: CaseDecision[];
  state: MinuteState;
  /** Counts the changes: each one is made to the minute as it was read. */
  revision: number;
  /** Of members, under the minute as it stands: every change takes them away. */
  signatures: Signature[];
  closedAt?: Date;
};

const decisionPart = part<CaseDecision>({
  case: text,
  units: [
    part<UnitDecision>({
      unit: text,
      outcome: oneOf(outcomes),
      reason: freeText,
    }),
  ],
});

/** The minute of a meeting in which a panel decides what assessors have recommended. */
export const MinuteModel = defineModel<MinuteRecord>(
  'PanelMinute',
  {
    body: id,
    number: text,
    heldOn: date,
    place: text,
    members: texts,
    chair: text,
    cases: [decisionPart],
    state: oneOf(minuteStates.all),
    revision: number,
    signatures: [part<Signature>({ by: text, at: date })],
    closedAt: Date,
  },
  {
    collection: 'panel_minutes',
    indexes: [[{ number: 1 }, { unique: true }], [{ body: 1, heldOn: -1, _id: -1 }], [{ body: 1, state: 1 }]],
  },
);
