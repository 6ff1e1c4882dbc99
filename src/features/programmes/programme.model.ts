import type { Types } from 'mongoose';
import type { Bilingual } from '../../platform/i18n.ts';
import { defineModel, part } from '../../platform/model.ts';
import { bilingual, date, flag, id, number, oneOf, text, texts } from '../../platform/stored-fields.ts';
import type { CompletionRules, EligibilityRules, Target } from './programme.rules.ts';
import { targetUnits } from './programme.rules.ts';
import { type ProgrammeState, programmeStates } from './programme.states.ts';

export type ProgrammeRecord = {
  slug: string;
  name: Bilingual;
  summary: Bilingual;
  city: { code: string; name: string };
  organiser: string;
  target: Target;
  eligibility: EligibilityRules;
  completion: CompletionRules;
  course: string;
  scheme: string;
  body: Types.ObjectId;
  state: ProgrammeState;
  closedAt?: Date;
  /** Counts the changes, so that two people who edit at once cannot overwrite each other. */
  revision: number;
};

export const eligibilityPart = part<EligibilityRules>({
  regionPrefixes: texts,
  requiresNib: flag,
  requiresOwnProduct: flag,
  requiresQuality: flag,
});

export const completionPart = part<CompletionRules>({
  lessonsPercent: number,
  quizzes: flag,
  assignments: flag,
  attendancePercent: number,
});

/** What a school offers in a city, with its rules as data. */
export const ProgrammeModel = defineModel<ProgrammeRecord>(
  'Programme',
  {
    slug: text,
    name: bilingual,
    summary: bilingual,
    city: { type: part({ code: text, name: text }), required: true },
    organiser: text,
    target: {
      type: part<Target>({ count: number, unit: oneOf(targetUnits), from: date, until: date }),
      required: true,
    },
    eligibility: { type: eligibilityPart, required: true },
    completion: { type: completionPart, required: true },
    course: text,
    scheme: text,
    body: id,
    state: oneOf(programmeStates.all),
    closedAt: Date,
    revision: number,
  },
  { collection: 'programmes', indexes: [[{ slug: 1 }, { unique: true }], [{ 'city.code': 1, slug: 1 }]] },
);
