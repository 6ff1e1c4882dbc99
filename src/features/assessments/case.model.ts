import { Schema, type Types } from 'mongoose';
import { defineModel, part } from '../../platform/model.ts';
import { date, freeText, id, number, oneOf, text, texts } from '../../platform/stored-fields.ts';
import { type CaseState, caseStates } from './case.states.ts';
import { type Method, type Outcome, outcomes } from './competency.rules.ts';
import { decisionPart, type DecisionRecord } from './decision.model.ts';
import { type EvidenceRecord, evidencePart } from './evidence.model.ts';
import { declinePart, type DeclineRecord, routingPart, type RoutingRecord } from './routing.model.ts';
import { certificateStates } from './certificate.states.ts';
import type { Validity } from './standing.rules.ts';
import { type SetAsideKind, setAsideKinds } from './set-aside.rules.ts';

/** FR.APL.02 for one unit; without a claim the candidate has not answered yet. */
export type ClaimRecord = { unit: string; claim?: Outcome; note: string; evidence: string[] };
/** A row of FR.AK.02. `missing` says what a candidate who is not yet competent still has to show. */
export type FindingRecord = {
  unit: string;
  methods: Method[];
  finding: string;
  recommendation: Outcome;
  missing: string;
  at: Date;
};
export type ConsentRecord = { version?: string; candidateAt?: Date; assessorAt?: Date };
/**
 * `fingerprint` is the SHA-256 of everything the recommendation rests on; `heldOn`, the day of the examination as the
 * assessor recorded it, is absent from recommendations of old, whose fingerprint was made without it.
 */
export type RecommendationRecord = { outcome: Outcome; by: string; at: Date; heldOn?: Date; fingerprint: string };
/** A recommendation that was taken from the panel, with all that its fingerprint covers and the case does not keep. */
export type SetAsideRecord = Pick<CaseRecord, 'claims' | 'consent' | 'evidence' | 'findings'> & {
  recommendation: RecommendationRecord;
  kind: SetAsideKind;
  reason: string;
  by: string;
  at: Date;
};
export type CaseRecord = {
  number: string;
  enrolment: Types.ObjectId;
  account: Types.ObjectId;
  cohort: Types.ObjectId;
  programme: Types.ObjectId;
  body: Types.ObjectId;
  /** The version of the scheme, and its slug: licences name the slug. */
  scheme: string;
  schemeSlug: string;
  cycle: number;
  /** Codes of the units in question, and of those that an earlier cycle found competent. */
  units: string[];
  carried: string[];
  state: CaseState;
  /** The day for which the examination is planned, and of which the candidate was told. */
  examOn: Date;
  openedAt: Date;
  /** Counts the changes: each one is made to the case as it was read. */
  revision: number;
  /** The account of the assessor who has been offered the case or has accepted it. */
  assessor?: Types.ObjectId;
  offeredAt?: Date;
  acceptance?: { at: Date; declaration: string };
  routing: RoutingRecord[];
  declines: DeclineRecord[];
  setAside: SetAsideRecord[];
  claims: ClaimRecord[];
  selfAssessedAt?: Date;
  consent: ConsentRecord;
  evidence: EvidenceRecord[];
  findings: FindingRecord[];
  recommendation?: RecommendationRecord;
  minute?: Types.ObjectId;
  decision?: DecisionRecord;
  /** How the certificate of this case stands, once there is one. */
  certificate?: Validity;
};

const outcome = oneOf(outcomes);

const claimPart = part<ClaimRecord>({
  unit: text,
  claim: { type: String, enum: outcomes },
  note: freeText,
  evidence: texts,
});
const findingPart = part<FindingRecord>({
  unit: text,
  methods: texts as never,
  finding: text,
  recommendation: outcome,
  missing: freeText,
  at: date,
});
const consentPart = part<ConsentRecord>({ version: String, candidateAt: Date, assessorAt: Date });
const recommendationPart = part<RecommendationRecord>({
  outcome,
  by: text,
  at: date,
  heldOn: Date,
  fingerprint: text,
});
const setAsidePart = part<SetAsideRecord>({
  recommendation: { type: recommendationPart, required: true },
  kind: oneOf(setAsideKinds),
  reason: text,
  by: text,
  at: date,
  claims: [claimPart],
  consent: { type: consentPart, required: true },
  evidence: [evidencePart],
  findings: [findingPart],
});

/** One examination of one candidate, from the register of assessors to the panel's decision. */
export const CaseModel = defineModel<CaseRecord>(
  'AssessmentCase',
  {
    number: text,
    enrolment: id,
    account: id,
    cohort: id,
    programme: id,
    body: id,
    scheme: text,
    schemeSlug: text,
    cycle: number,
    units: texts,
    carried: texts,
    state: oneOf(caseStates.all),
    examOn: date,
    openedAt: date,
    revision: number,
    assessor: Schema.Types.ObjectId,
    offeredAt: Date,
    acceptance: part({ at: date, declaration: text }),
    routing: [routingPart],
    declines: [declinePart],
    setAside: [setAsidePart],
    claims: [claimPart],
    selfAssessedAt: Date,
    consent: { type: consentPart, default: () => ({}) },
    evidence: [evidencePart],
    findings: [findingPart],
    recommendation: recommendationPart,
    minute: Schema.Types.ObjectId,
    decision: decisionPart,
    certificate: part<Validity>({ state: oneOf(certificateStates.all), validUntil: date }),
  },
  {
    collection: 'assessment_cases',
    indexes: [
      [{ enrolment: 1, cycle: 1 }, { unique: true }],
      [{ number: 1 }, { unique: true }],
      [{ account: 1, openedAt: -1, _id: -1 }],
      [{ assessor: 1, state: 1, examOn: 1, _id: 1 }],
      [{ body: 1, state: 1, examOn: 1, _id: 1 }],
      [{ state: 1, openedAt: 1, _id: 1 }],
      [{ state: 1, offeredAt: 1, _id: 1 }],
      [{ programme: 1, state: 1, 'decision.outcome': 1 }],
      [{ cohort: 1, state: 1, 'decision.outcome': 1 }],
      [{ 'evidence.files.id': 1 }, { sparse: true }],
      [{ 'setAside.evidence.files.id': 1 }, { sparse: true }],
      [{ minute: 1 }, { partialFilterExpression: { minute: { $exists: true } } }],
    ],
  },
);
