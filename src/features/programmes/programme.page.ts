import type { Question } from '../../platform/confirmed.ts';
import type { Translate } from '../../platform/i18n.ts';
import type { PageModel } from '../../platform/page.ts';
import { type Paged, pagerOf } from '../../platform/paging.ts';
import type { Able } from '../../platform/permit.ts';
import type { PeriodOddity } from '../../platform/period.rules.ts';
import type { Speech } from '../../platform/speech.ts';
import type { CertificationBody } from './body.service.ts';
import { cohortPhase } from './cohort.rules.ts';
import type { Cohort } from './cohort.service.ts';
import { isUndoable, programmeMoves, undoableUntil } from './programme.rules.ts';
import type { Programme } from './programme.service.ts';
import { programmeStates } from './programme.states.ts';
import { programmePaths } from './programmes.paths.ts';
import { cities } from './region.content.ts';

const listCrumb = (t: Translate) => ({ text: t('programmes.listTitle'), href: programmePaths.list() });
const cityOptions = () => cities.map(({ code, name }) => ({ value: code, text: name }));

export const programmesPage = (
  { listed, can }: Able<'create' | 'manageSystem'> & { listed: Paged<Programme> },
  t: Translate,
): PageModel => ({
  title: t('programmes.listTitle'),
  programmes: listed.items.map((one) => ({ ...one, isOpen: programmeStates.is('open', one.state) })),
  ...pagerOf(listed, programmePaths.list()),
  can,
});

export const programmePage = (
  programme: Programme,
  { body, listed, now }: { body: CertificationBody | undefined; listed: Paged<Cohort>; now: Date },
  { t, lang }: Speech,
): PageModel => ({
  title: programme.name[lang],
  crumbs: [listCrumb(t), { text: programme.name[lang] }],
  programme,
  body,
  cohorts: listed.items.map((cohort) => ({
    ...cohort,
    phase: cohortPhase(cohort, now),
    seatsTaken: cohort.seats - cohort.seatsLeft,
  })),
  ...pagerOf(listed, programmePaths.one(programme.id)),
  moves: programmeMoves(programme, now).map((move) => ({
    to: programmeStates.after(move).state,
    isGrave: move === 'close',
  })),
  isOpen: programmeStates.is('open', programme.state),
  mayPlanCohort: programmeStates.can('planCohort', programme.state),
  /** Until when a closed programme can be opened again. */
  backUntil: programme.closedAt && isUndoable(programme.closedAt, now) ? undoableUntil(programme.closedAt) : undefined,
});

/** The same form makes a programme and changes one. */
export const programmeFormPage = (
  programme: Programme | undefined,
  {
    courses,
    bodies,
    can,
  }: Able<'manageSystem'> & {
    courses: readonly { value: string; text: string }[];
    bodies: readonly CertificationBody[];
  },
  { t, lang }: Speech,
): PageModel => ({
  title: t(programme ? 'programmes.changeTitle' : 'programmes.newProgramme'),
  crumbs: [
    listCrumb(t),
    ...(programme ? [{ text: programme.name[lang], href: programmePaths.one(programme.id) }] : []),
    { text: t(programme ? 'programmes.changeTitle' : 'programmes.newProgramme') },
  ],
  action: programme ? programmePaths.change(programme.id) : programmePaths.make(),
  isNew: programme === undefined,
  can,
  cities: cityOptions(),
  courses,
  bodies: bodies.map(({ id, name }) => ({ value: id, text: name })),
});

/** Training centres, or certification bodies: what there is, and a form for one more. */
export const registerPage = (kind: 'centres' | 'bodies', listed: Paged<unknown>, t: Translate): PageModel => {
  const path = kind === 'centres' ? programmePaths.centres() : programmePaths.bodies();
  const title = t(kind === 'centres' ? 'programmes.centresTitle' : 'programmes.bodiesTitle');
  return {
    title,
    crumbs: [listCrumb(t), { text: title }],
    entries: listed.items,
    ...pagerOf(listed, path),
    action: path,
    cities: cityOptions(),
  };
};

/** Days of a licence or a target that are seldom meant; asked about before they are saved. */
export const oddPeriodQuestion = (
  title: 'oddBodyTitle' | 'oddTargetTitle',
  name: string,
  oddities: readonly PeriodOddity[],
  t: Translate,
): Omit<Question, 'back'> => ({
  title: t(`programmes.${title}`, { name }),
  consequences: oddities.map(({ kind, count }) => t(`platform.period.${kind}`, { count })),
  button: t('platform.save'),
});
