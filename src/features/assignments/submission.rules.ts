/** Where a work stands, when it is due and what may be sent. Pure. */
import { type Opening, openingOf, weekEnd } from '../lessons/index.ts';
import { type Cohort, cohortStates } from '../programmes/index.ts';
import { type StoredState, submissionStates } from './submission.states.ts';

/** As learner and instructor see it: work that an instructor has begun to mark says so. */
export const workStates = ['notStarted', ...submissionStates.all, 'marking'] as const;
export type WorkState = (typeof workStates)[number];

export function workStateOf(work: { state: StoredState; marking?: unknown } | undefined): WorkState {
  if (!work) return 'notStarted';
  return submissionStates.can('saveMarks', work.state) && work.marking ? 'marking' : work.state;
}

/** What is stored of a work that is seen so; nothing where nobody has begun. */
export function storedIn(state: WorkState): StoredState | undefined {
  if (state === 'marking') return submissionStates.after('send').state;
  return state === 'notStarted' ? undefined : state;
}

/** The learner may change the draft and send it. */
export const isOpenToLearner = (state: StoredState): boolean => submissionStates.can('save', state);

/** A work that nobody has begun is a draft to be. */
export const stateOf = (work: { state: StoredState } | null | undefined): StoredState =>
  work?.state ?? submissionStates.after('begin').state;

/** The end of the week `dueWeek` of the cohort; the moment itself is already late. */
export const dueAt = (startsOn: Date, dueWeek: number): Date => weekEnd(startsOn, dueWeek);

/** Late work is taken and marked like any other; it only says so. */
export const isLate = (due: Date, sentAt: Date): boolean => sentAt >= due;

type Term = Pick<Cohort, 'startsOn' | 'endsOn' | 'examOn' | 'state'> & Partial<Pick<Cohort, 'movedAt'>>;

/**
 * Whether a learner can work on an assignment: by the rule of the class. What an instructor returned can be mended until the exam day begins, because works of the last week are marked after the last day; not in
 * a class that somebody has ended.
 */
export function workOpening(term: Term, state: StoredState, now: Date): Opening {
  const opening = openingOf(term, now);
  const isMendable =
    submissionStates.is('returned', state) && !cohortStates.is('ended', term.state) && now < term.examOn;
  return opening.kind === 'over' && isMendable ? { kind: 'open' } : opening;
}

export const maxTextLength = 20_000;
export const maxFileBytes = 10_000_000;

export type FileCount = Readonly<{ kept: number; added: number; max: number; isSending: boolean }>;

/** What a work holds beside its files. */
export type OtherAnswer = Readonly<{ text: string; link: string }>;

/** Whether a work of this assignment can be sent without a file. */
export const isAnswered = (
  { mayBeLink, mayBeText }: { mayBeLink?: boolean; mayBeText?: boolean },
  { text, link }: OtherAnswer,
): boolean => (mayBeLink === true && link !== '') || (mayBeText === true && text !== '');

/** What is wrong with the files of a draft; a work is sent with at least one, or answered otherwise (`isAnswered`). */
export function findFileProblem(
  { kept, added, max, isSending }: FileCount,
  isOtherwiseAnswered = false,
): 'tooManyFiles' | 'fileNeeded' | undefined {
  if (kept + added > max) return 'tooManyFiles';
  return isSending && kept + added === 0 && !isOtherwiseAnswered ? 'fileNeeded' : undefined;
}
