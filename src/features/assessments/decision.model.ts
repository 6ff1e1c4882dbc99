import type { Bilingual } from '../../platform/i18n.ts';
import { part } from '../../platform/model.ts';
import { bilingual, date, flag, freeText, oneOf, text } from '../../platform/stored-fields.ts';
import { type Outcome, outcomes } from './competency.rules.ts';

export type DecidedUnit = { code: string; outcome: Outcome; missing: string; reason: string; carried: boolean };
/** What the certificate says about people and bodies, as it stood at the decision. */
export type ParticularsRecord = {
  holderName: string;
  programmeName: string;
  /** Name of the certification body, and of the city where it is. */
  issuerName: string;
  city: string;
  signatories: { name: string; role: Bilingual }[];
  /** Of the body's licence, when it was valid. */
  licenceNumber?: string;
};
export type DecisionRecord = {
  outcome: Outcome;
  units: DecidedUnit[];
  minuteNumber: string;
  at: Date;
  /** Absent where nobody was found competent. */
  particulars?: ParticularsRecord;
};

const outcome = oneOf(outcomes);

const decidedUnitPart = part<DecidedUnit>({
  code: text,
  outcome,
  missing: freeText,
  reason: freeText,
  carried: flag,
});

export const particularsPart = part<ParticularsRecord>({
  holderName: text,
  programmeName: text,
  issuerName: text,
  city: text,
  signatories: [part({ name: text, role: bilingual })],
  licenceNumber: String,
});

/** Part of a case: what the panel decided. */
export const decisionPart = part<DecisionRecord>({
  outcome,
  units: [decidedUnitPart],
  minuteNumber: text,
  at: date,
  particulars: particularsPart,
});
