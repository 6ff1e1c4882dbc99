import { part } from '../../platform/model.ts';
import { date, freeText, number, oneOf, text, texts } from '../../platform/stored-fields.ts';
import { type DeclineKind, declineKinds } from './consent.rules.ts';
import type { Bar } from './routing.rules.ts';

export type CandidateRecord = {
  assessor: string;
  name: string;
  bars: Bar[];
  load: number;
  capacity: number;
  lastAssignedAt?: Date;
};

export type RoutingRecord = {
  at: Date;
  /** An account's id, or 'system'. */
  by: string;
  candidates: CandidateRecord[];
  chosen?: string;
  /** Why a manager chose somebody else than the rule. */
  reason?: string;
};

export type DeclineRecord = { assessor: string; name: string; kind: DeclineKind; reason: string; at: Date };

const candidate = part<CandidateRecord>({
  assessor: text,
  name: text,
  bars: texts as never,
  load: number,
  capacity: number,
  lastAssignedAt: Date,
});

/** Part of a case: one search for an assessor, with everybody who was considered. */
export const routingPart = part<RoutingRecord>({
  at: date,
  by: text,
  candidates: [candidate],
  chosen: String,
  reason: String,
});

/** Part of a case: an assessor who said no, or gave the case back. */
export const declinePart = part<DeclineRecord>({
  assessor: text,
  name: text,
  kind: oneOf([...declineKinds, 'unanswered']),
  reason: freeText,
  at: date,
});
