import { type FileReference, fileReferencePart } from '../../platform/files/index.ts';
import { part } from '../../platform/model.ts';
import { date, flag, freeText, oneOf, text } from '../../platform/stored-fields.ts';
import { type EvidenceRule, evidenceRules } from './competency.rules.ts';

export const evidenceSources = ['assignment', 'upload', 'assessor'] as const;
export type EvidenceSource = (typeof evidenceSources)[number];

export type CheckRecord = Record<EvidenceRule, boolean> & { note: string; by: string; at: Date };
export type UnitCheckRecord = CheckRecord & { unit: string };

export type EvidenceRecord = {
  id: string;
  source: EvidenceSource;
  title: string;
  /** What an assessor observed or was answered, or a learner wrote; empty for what stands in the files. */
  account: string;
  /** When what it shows was made: its currency counts from here. */
  madeOn: Date;
  addedAt: Date;
  files: FileReference[];
  /** The page that a learner named as the answer, over https. */
  link?: string;
  /** One for each unit that the piece was judged for. */
  checks?: UnitCheckRecord[];
  /**
   * How older records judged a piece: once for all its units. It counts where the panel has decided on it, and stays as it
   * is, because the fingerprint of the recommendation covers it.
   */
  check?: CheckRecord;
};

const judgement = {
  ...(Object.fromEntries(evidenceRules.map((rule) => [rule, flag])) as Record<EvidenceRule, typeof flag>),
  note: freeText,
  by: text,
  at: date,
};

/** Part of a case: one thing that shows what the candidate can do. */
export const evidencePart = part<EvidenceRecord>({
  id: text,
  source: oneOf(evidenceSources),
  title: text,
  account: freeText,
  madeOn: date,
  addedAt: date,
  files: { type: [fileReferencePart], default: [] },
  link: String,
  checks: { type: [part<UnitCheckRecord>({ unit: text, ...judgement })], default: undefined },
  check: part<CheckRecord>(judgement),
});
