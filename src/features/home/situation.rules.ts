/** Every state in which a learner or an applicant can be, and which of several is told first. Pure. */
import type { CaseSummary } from '../assessments/index.ts';
import type { Application } from '../admissions/index.ts';
import type { CertificateSummary } from '../certificates/index.ts';
import type { Lesson, Module } from '../courses/index.ts';
import type { Cohort } from '../programmes/index.ts';
import type { CourseStep } from './learner.rules.ts';

/** A person with several states (two classes, a running quiz and a returned work) is told the one that stands first. */
export const order = [
  // The clock runs.
  'quiz-running',
  'exam-today',
  // Nothing goes on without this person.
  'consent-needed',
  'self-assessment-needed',
  'evidence-needed',
  'exam-ahead',
  'application-returned',
  'work-returned',
  'lesson-next',
  'quiz-next',
  'work-next',
  'reassessment-open',
  'application-draft',
  // Something went wrong, and somebody has to be asked.
  'class-over',
  'attempts-used-up',
  'attendance-lost',
  'attendance-short',
  'no-reassessment',
  'certificate-revoked',
  'certificate-expired',
  'certificate-expiring',
  'certificate-held-up',
  'case-held-up',
  'exam-lapsed',
  // Others act, or a day has to come.
  'exam-over',
  'panel-awaited',
  'assessor-awaited',
  'signature-awaited',
  'reassessment-later',
  'certificate-being-made',
  'case-opening',
  'class-not-begun',
  'marks-awaited',
  'quiz-cooling',
  'module-awaited',
  'attendance-awaited',
  'application-sent',
  'seat-awaited',
  // Nothing is to be done.
  'certificate-valid',
  'certificate-superseded',
  'application-closed',
  'application-refused',
  'application-withdrawn',
  'seat-left',
  'nothing-yet',
] as const;
export type SituationKind = (typeof order)[number];

type InClass<Kind extends SituationKind, Facts = object> = Readonly<{ kind: Kind; cohort: Cohort } & Facts>;

export type StudySituation =
  | InClass<'quiz-running', { module: Module; attempt: string; deadline: Date }>
  | InClass<'work-returned', { module: Module }>
  | InClass<'lesson-next', { module: Module; lesson: Lesson }>
  | InClass<'quiz-next', { module: Module; left: number }>
  | InClass<'work-next', { module: Module }>
  | InClass<'class-over', { lacking: readonly Lacking[]; inMarking: number }>
  | InClass<'attempts-used-up', { module: Module }>
  | InClass<'attendance-lost' | 'attendance-short', Attended>
  | InClass<'class-not-begun'>
  | InClass<'marks-awaited', { count: number; mayGoOn: boolean }>
  | InClass<'quiz-cooling', { module: Module; until: Date }>
  | InClass<'module-awaited', { module: Module; step: CourseStep; plannedFor: Date }>
  | InClass<'attendance-awaited'>
  | InClass<'seat-left'>;

/** What a class that is over has left undone, in its own unit: counts, and percent for attendance. */
export type Lacking = Readonly<{
  part: 'lessons' | 'quizzes' | 'assignments' | 'attendance';
  have: number;
  need: number;
}>;
type Attended = { have: number; need: number; toAttend: number | undefined };

export type ExamSituation =
  | InClass<'case-opening' | 'case-held-up'>
  | InClass<
      | 'self-assessment-needed'
      | 'consent-needed'
      | 'assessor-awaited'
      | 'signature-awaited'
      | 'evidence-needed'
      | 'exam-ahead'
      | 'exam-today'
      | 'exam-over'
      | 'exam-lapsed'
      | 'panel-awaited'
      | 'reassessment-open'
      | 'no-reassessment'
      | 'certificate-being-made'
      | 'certificate-held-up',
      { inQuestion: CaseSummary }
    >
  | InClass<'reassessment-later', { inQuestion: CaseSummary; from: Date }>;

/** How soon a certificate ends: within so many days. */
export const expiryWarnings = [7, 30, 90] as const;
export type ExpiryWarning = (typeof expiryWarnings)[number];

export type CertificateSituation =
  | InClass<
      'certificate-valid' | 'certificate-expired' | 'certificate-superseded' | 'certificate-revoked',
      { certificate: CertificateSummary }
    >
  | InClass<'certificate-expiring', { certificate: CertificateSummary; within: ExpiryWarning }>;

type Applying<Kind extends SituationKind> = Readonly<{
  kind: Kind;
  application: Application;
  cohort: Cohort | undefined;
}>;

export type ApplicationSituation = Applying<
  | 'application-draft'
  | 'application-returned'
  | 'application-sent'
  | 'application-closed'
  | 'application-refused'
  | 'application-withdrawn'
  | 'seat-awaited'
>;

export type SeatSituation = StudySituation | ExamSituation | CertificateSituation;
export type Situation = SeatSituation | ApplicationSituation | Readonly<{ kind: 'nothing-yet' }>;

/** Those that stand first in front; of equals, in the order given. */
export const byUrgency = <One extends { kind: SituationKind }>(all: readonly One[]): One[] =>
  [...all].sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
