import { Schema, type Types } from 'mongoose';
import type { Bilingual } from '../../platform/i18n.ts';
import { defineModel, part } from '../../platform/model.ts';
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

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;
const flag = { type: Boolean, required: true } as const;
const date = { type: Date, required: true } as const;

const bilingual = { type: part<Bilingual>({ id: text, en: text }), required: true } as const;

export const eligibilityPart = part<EligibilityRules>({
  regionPrefixes: { type: [String], required: true },
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
      type: part<Target>({ count: number, unit: { ...text, enum: targetUnits }, from: date, until: date }),
      required: true,
    },
    eligibility: { type: eligibilityPart, required: true },
    completion: { type: completionPart, required: true },
    course: text,
    scheme: text,
    body: { type: Schema.Types.ObjectId, required: true },
    state: { ...text, enum: programmeStates.all },
    closedAt: Date,
    revision: number,
  },
  { collection: 'programmes', indexes: [[{ slug: 1 }, { unique: true }], [{ 'city.code': 1, slug: 1 }]] },
);
