/** What a published course is once its files are put together. Keys and feedback are in AnswerKey and nowhere else. */
import type { Bilingual, Language } from '../../platform/i18n.ts';
import type { Question } from '../questions/index.ts';
import type { Criterion as RubricCriterion } from '../rubrics/index.ts';
import type { acceptedTypes } from './assignment.content.ts';

/** A text as its author wrote it; what is stored, so that a better renderer also serves older versions. */
export type Written = Readonly<{ markdown: string }>;
/** With its HTML, made when the curriculum is loaded, and the size of that in UTF-8. */
export type Rendered = Written & Readonly<{ html: string; bytes: number }>;

export type Curriculum<Body = Rendered> = Readonly<{
  /** SHA-256 over everything below and over the answer keys. */
  version: string;
  slug: string;
  title: Bilingual;
  summary: Bilingual;
  language: Language;
  /** The slug of the certification scheme that the course prepares for. */
  scheme: string;
  weeks: number;
  lessonHours: number;
  completion: { lessonsPercent: number; quizzes: boolean; assignments: boolean; attendancePercent: number };
  modules: readonly Module<Body>[];
  /** By the alphabet. */
  glossary: readonly Term[];
  handbook?: Body & Readonly<{ title: Bilingual }>;
  /** Self-assessment of export readiness, taken at the start, in the middle and at the end. */
  readiness: readonly ReadinessItem[];
  /** The weeks after the last module. */
  closing: readonly (Body & Readonly<{ week: number; title: Bilingual }>)[];
}>;

export type Term = Readonly<{ id: string; term: string; en: string; text: string; module: string }>;
/** Levels from 0, not yet, to 3. */
export type ReadinessItem = Readonly<{ id: string; module: string; question: Bilingual; levels: readonly Bilingual[] }>;

export type Module<Body = Rendered> = Readonly<{
  slug: string;
  code: string;
  week: number;
  title: Bilingual;
  /** In the learner's words. */
  goal: Bilingual;
  outcomes: readonly { id: string; text: Bilingual }[];
  units: readonly string[];
  lessonHours: number;
  lessons: readonly Lesson<Body>[];
  quiz: Quiz;
  assignment: Assignment<Body>;
  /** The form of the assignment, to print or to copy by hand, and an example of good work on it. */
  template?: Form<Body>;
  example?: Form<Body>;
  facts: readonly Fact[];
  /** SVG texts by the name of their file. */
  images: Readonly<Record<string, string>>;
}>;

export type Form<Body = Rendered> = Body & Readonly<{ title: string; orientation: 'portrait' | 'landscape' }>;

/** What may change: true on the day it was verified, to be looked at again by `reviewBy`. */
export type Fact = Source & Readonly<{ id: string; text: string; lessons: readonly string[]; reviewBy: string }>;

/** For those who teach, by the module's slug. It holds answers, so no learner's page may load it. */
export type TeachingNotes = Readonly<Record<string, Written & Readonly<{ title: string }>>>;

export type Lesson<Body = Rendered> = Body &
  Readonly<{
    slug: string;
    /** `${module}/${lesson}`: what progress is kept under. */
    key: string;
    title: string;
    minutes: number;
    summary: readonly string[];
    sources: readonly Source[];
  }>;

/** Days as "2026-11-21". */
export type Source = Readonly<{ title: string; url?: string; date: string; verifiedAt: string }>;

export type Quiz = Readonly<{
  /** The slug of its module. */
  id: string;
  title: Bilingual;
  draw: number;
  minutes: number;
  attempts: number;
  passPercent: number;
  cooldownMinutes: number;
  questions: readonly Question[];
}>;

export type Assignment<Body = Rendered> = Body &
  Readonly<{
    /** Lower case, as addresses carry it: m03-a1. */
    id: string;
    title: Bilingual;
    required: boolean;
    dueWeek: number;
    deliverable: string;
    accept: readonly (typeof acceptedTypes)[number][];
    maxFiles: number;
    mayBeLink?: true;
    mayBeText?: true;
    units: readonly string[];
    rubric: readonly Criterion[];
  }>;

/** Of an assignment: what a level of it is evidence for, besides. */
export type Criterion = RubricCriterion & Readonly<{ evidenceFor: readonly { unit: string; criterion: string }[] }>;

export type Scheme = Readonly<{
  version: string;
  slug: string;
  title: Bilingual;
  type: 'cluster' | 'occupation' | 'qualification';
  source: string;
  verifiedAt: string;
  validityYears: number;
  requirements: readonly Bilingual[];
  notice: Bilingual;
  units: readonly Unit[];
}>;
export type Unit = Readonly<{ key: string; code: string; title: Bilingual; elements: readonly Element[] }>;
export type Element = Readonly<{
  id: string;
  title: string;
  status: 'official' | 'draft_local';
  criteria: readonly PerformanceCriterion[];
}>;
export type PerformanceCriterion = Readonly<{ id: string; text: string; status: 'official' | 'draft_local' }>;

/** What an assessor examines a unit with. */
export type Instruments = Readonly<{
  version: string;
  /** The scheme's slug. */
  slug: string;
  notice: Bilingual;
  units: readonly UnitInstruments[];
}>;
export type UnitInstruments = Readonly<{
  unit: string;
  observation: readonly { criterion: string; lookFor: string }[];
  oral: readonly { criterion: string; question: string; expected: string }[];
  portfolio: readonly { criterion: string; evidence: string; check: string }[];
  written: readonly {
    criterion: string;
    question: string;
    options: readonly { id: string; text: string }[];
    key: string;
    why: string;
  }[];
}>;
