import type { Question } from '../../platform/confirmed.ts';
import type { Crumb, PageModel } from '../../platform/page.ts';
import type { Able } from '../../platform/permit.ts';
import type { Speech } from '../../platform/speech.ts';
import type { PublishedCurriculum } from '../courses/index.ts';
import type { TrainingCentre } from './centre.service.ts';
import { cohortPhase, type DateOddity, isAllowedIn, wayBack, waysOn } from './cohort.rules.ts';
import type { Cohort } from './cohort.service.ts';
import { type CohortMove, cohortStates } from './cohort.states.ts';
import { undoableUntil } from './programme.rules.ts';
import type { Programme } from './programme.service.ts';
import { programmePaths } from './programmes.paths.ts';

type Place = Readonly<{ cohort: Cohort; programme: Programme }>;

export const cohortCrumbs = ({ cohort }: Place, here?: string): Crumb[] =>
  here === undefined
    ? [{ text: cohort.name }]
    : [{ text: cohort.name, href: programmePaths.cohort(cohort.id) }, { text: here }];

const programmeCrumbs = (programme: Programme, { t, lang }: Speech): Crumb[] => [
  { text: t('programmes.listTitle'), href: programmePaths.list() },
  { text: programme.name[lang], href: programmePaths.one(programme.id) },
];

export function cohortPage(
  place: Place & Able<'manage' | 'follow' | 'teach' | 'verify'> & { centre: TrainingCentre | undefined },
  speech: Speech,
  now: Date,
): PageModel {
  const { cohort, programme, centre, can } = place;
  return {
    title: cohort.name,
    crumbs: can.manage ? [...programmeCrumbs(programme, speech), { text: cohort.name }] : cohortCrumbs(place),
    cohort,
    programme,
    centre,
    phase: cohortPhase(cohort, now),
    seatsTaken: cohort.seats - cohort.seatsLeft,
    moves: can.manage ? waysOn(cohort, programme.state).map((move) => wayOn(move, cohort, speech, now)) : [],
    back: can.manage ? backOf(cohort, programme, speech, now) : undefined,
    takesApplications: cohortStates.is('takesApplications', cohort.state),
    mayChangeSeats: cohortStates.can('changeSeats', cohort.state),
    endedOn: cohortStates.is('ended', cohort.state) && cohort.movedAt ? speech.f.dateTime(cohort.movedAt) : undefined,
    can,
  };
}

/** Closing applications opens no class: its first day does, and is named while it is still to come. */
function wayOn(move: CohortMove, { startsOn }: Cohort, { t, f }: Speech, now: Date) {
  const to = cohortStates.after(move).state;
  const isBeforeClass = move === 'closeApplications' && now < startsOn;
  return {
    to,
    hint: [
      t(`programmes.cohortMoveHint.${to}`),
      ...(isBeforeClass ? [t('programmes.classOpens', { day: f.date(startsOn) })] : []),
    ].join(' '),
    button: t(`programmes.cohortMove.${to}`),
    isGrave: move === 'end',
  };
}

/** The way back, for a day: where to, and until when. */
function backOf(cohort: Cohort, programme: Programme, { t, f }: Speech, now: Date) {
  const move = wayBack(cohort, now);
  if (move === undefined || !cohort.movedAt || !isAllowedIn(programme.state, move)) return undefined;
  const until = f.dateTime(undoableUntil(cohort.movedAt));
  return {
    to: cohortStates.after(move).state,
    hint: t(`programmes.backHint.${cohort.state as 'running' | 'ended'}`, { until }),
  };
}

export const newCohortPage = (
  programme: Programme,
  {
    centres,
    curricula,
    can,
  }: Able<'makeCentre'> & { centres: readonly TrainingCentre[]; curricula: readonly PublishedCurriculum[] },
  speech: Speech,
): PageModel => ({
  title: speech.t('programmes.newCohort'),
  crumbs: [...programmeCrumbs(programme, speech), { text: speech.t('programmes.newCohort') }],
  action: programmePaths.newCohort(programme.id),
  city: programme.city,
  can,
  /** What a new cohort learns unless somebody chooses otherwise. */
  latest: curricula.find(({ isLatest }) => isLatest)?.version,
  centres: centres.map(({ id, name, capacity }) => ({
    value: id,
    text: speech.t('programmes.centreWithCapacity', { name, count: capacity }),
  })),
  curricula,
});

/** What is unusual about the dates of a new cohort, to be confirmed before it is made. */
export const oddDatesQuestion = (
  programme: Programme,
  name: string,
  oddities: readonly DateOddity[],
  speech: Speech,
): Omit<Question, 'change'> => ({
  title: speech.t('programmes.oddDatesTitle', { name }),
  crumbs: [...programmeCrumbs(programme, speech), { text: speech.t('programmes.newCohort') }],
  consequences: oddities.map((oddity) =>
    speech.t(`programmes.oddDates.${oddity.kind}`, { ...oddity, count: oddity.days }),
  ),
  button: speech.t('programmes.createAnyway'),
  back: programmePaths.newCohort(programme.id),
});
