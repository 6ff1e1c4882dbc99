/** A person as home sees them, for tests that name only what they are about. */
import { shareOf } from '../../src/features/attendance/attendance.rules.ts';
import type { AttendanceStatus } from '../../src/features/attendance/index.ts';
import type { AssignmentStanding } from '../../src/features/assignments/index.ts';
import type { CaseSummary } from '../../src/features/assessments/index.ts';
import type { Application } from '../../src/features/admissions/index.ts';
import type { CertificateSummary } from '../../src/features/certificates/index.ts';
import { decideCompletion } from '../../src/features/completion/index.ts';
import { type Curriculum, lessonsOf } from '../../src/features/courses/index.ts';
import type { Applied, Seat } from '../../src/features/home/person-state.rules.ts';
import type { Study } from '../../src/features/home/study-state.rules.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import type { QuizProgress } from '../../src/features/quizzes/index.ts';
import { fromWib } from '../../src/platform/format.ts';
import { aCourse } from '../support/curriculum.ts';

export const { curriculum } = aCourse();
export const [first, second] = curriculum.modules as [Curriculum['modules'][number], Curriculum['modules'][number]];
const rules = { lessonsPercent: 100, quizzes: true, assignments: true, attendancePercent: 80 };

/** Monday 2 to Sunday 29 November 2026; the first module opens in week 1, the second in week 3. */
export const aTerm = (changes: Partial<Cohort> = {}): Cohort => ({
  id: 'c'.repeat(24),
  programme: 'p'.repeat(24),
  city: '36.71',
  body: 'b'.repeat(24),
  centre: 'd'.repeat(24),
  number: 1,
  name: 'Angkatan 1',
  startsOn: fromWib('2026-11-02'),
  endsOn: fromWib('2026-11-29'),
  applicationsUntil: fromWib('2026-10-30', '16:00'),
  examOn: fromWib('2026-12-05'),
  seats: 30,
  seatsLeft: 3,
  curriculum: curriculum.version,
  scheme: 'x',
  eligibility: { regionPrefixes: [], requiresNib: false, requiresOwnProduct: false, requiresQuality: false },
  completion: rules,
  state: 'running',
  ...changes,
});

export const passed: QuizProgress = { passed: true, percent: 90, attempts: 1, granted: 0 };
export const failed = (attempts: number, changes: Partial<QuizProgress> = {}): QuizProgress => ({
  passed: false,
  percent: 40,
  attempts,
  granted: 0,
  ...changes,
});
export const sent = (state: AssignmentStanding['state'], day = '2026-11-05'): AssignmentStanding => ({
  state,
  sentAt: fromWib(day),
});

export type Done = {
  read?: 'none' | 'first' | 'all';
  quizzes?: Record<string, QuizProgress>;
  works?: Record<string, AssignmentStanding>;
  attendance?: readonly AttendanceStatus[];
  /** Sessions not yet on record. */
  left?: number;
};

export function aStudy(done: Done, cohort = aTerm()): Study {
  const { read = 'none', quizzes = {}, works = {}, attendance = [], left = 10 } = done;
  const lessons = { none: [], first: first.lessons, all: lessonsOf(curriculum) }[read].map(({ key }) => key);
  const facts = {
    lessons: lessonsOf(curriculum).map(({ key }) => ({ key, isRead: lessons.includes(key) })),
    quizzes: curriculum.modules.map(({ quiz }) => ({ id: quiz.id, isPassed: quizzes[quiz.id]?.passed === true })),
    assignments: curriculum.modules.map(({ assignment: { id } }) => ({
      id,
      isAccepted: works[id]?.state === 'accepted',
    })),
    attendance: shareOf(attendance),
  };
  return {
    cohort,
    curriculum,
    read: new Set(lessons),
    quizzes: new Map(Object.entries(quizzes)),
    works: new Map(Object.entries(works)),
    facts,
    decision: decideCompletion(cohort.completion, facts),
    ahead: { left },
  };
}

let seats = 0;
export const aSeat = (changes: Partial<Omit<Seat, 'enrolment'>> & { state?: 'active' | 'withdrawn' } = {}): Seat => {
  const { state = 'active', ...rest } = changes;
  seats += 1;
  return { enrolment: { id: `e${seats}`, application: `a${seats}`, state }, cohort: aTerm(), ...rest };
};
export const studying = (done: Done, changes: Partial<Cohort> = {}): Seat => {
  const cohort = aTerm(changes);
  return aSeat({ cohort, study: aStudy(done, cohort) });
};

export const aCaseSummary = (changes: Partial<CaseSummary>): CaseSummary => ({
  id: 'k1',
  number: 'AK-7',
  enrolment: 'e1',
  cycle: 1,
  state: 'preparing',
  examOn: fromWib('2026-12-05'),
  step: 'be-assessed',
  unitsWithoutEvidence: 0,
  ...changes,
});
export const examined = (changes: Partial<CaseSummary>): Seat =>
  aSeat({ completedAt: fromWib('2026-11-28'), inQuestion: aCaseSummary(changes) });

export const certified = (changes: Partial<CertificateSummary>): Seat =>
  aSeat({
    completedAt: fromWib('2026-11-28'),
    inQuestion: aCaseSummary({ state: 'decided', step: 'see-certificate', outcome: 'competent' }),
    certificate: {
      id: 's1',
      number: 'EKS-1',
      enrolment: 'e1',
      state: 'valid',
      issuedAt: fromWib('2026-12-10'),
      validUntil: fromWib('2029-12-10', '23:59'),
      ...changes,
    },
  });

export const applied = (
  state: Application['state'],
  changes: Partial<Cohort> = {},
  programme: Applied['programme'] = 'open',
): Applied => ({
  application: { id: 'q1', state, cohort: 'c'.repeat(24), number: 'P-1' } as Application,
  cohort: aTerm({ state: 'open', ...changes }),
  programme,
});
