/** The tabs at the top: four or five, and always in the same order for the same roles. Pure. */
import { shellPaths } from '../../platform/shell.paths.ts';
import type { NavigationItem } from '../../platform/shell.ts';
import { type Actor, type Role, scopesOf } from '../accounts/index.ts';
import { admissionPaths } from '../admissions/index.ts';
import { assessmentPaths } from '../assessments/index.ts';
import { assessorPaths } from '../assessors/index.ts';
import { assignmentPaths } from '../assignments/index.ts';
import { attendancePaths } from '../attendance/index.ts';
import { certificatePaths } from '../certificates/index.ts';
import { completionPaths } from '../completion/index.ts';
import { lessonPaths } from '../lessons/index.ts';
import { operationPaths } from '../operations/index.ts';
import { panelPaths } from '../panels/index.ts';
import { programmePaths } from '../programmes/index.ts';
import { reportPaths } from '../reports/index.ts';
import { homePaths } from './home.paths.ts';

const mostTabs = 5;
const home: NavigationItem = { href: shellPaths.home(), key: 'home.tab.home' };

/** Before somebody has a role they look around and apply. */
const visitorTabs: readonly NavigationItem[] = [
  { href: shellPaths.front(), key: 'home.tab.programmes' },
  { href: certificatePaths.own(), key: 'home.tab.certificate' },
  { href: shellPaths.help(), key: 'home.tab.help' },
];

/** What each role opens most often stands first; the order of the roles is the order of the tabs. */
const tabsOf: readonly (readonly [Role, (scope: string) => readonly NavigationItem[]])[] = [
  [
    'learner',
    (cohort) => [
      { href: lessonPaths.course(cohort), key: 'home.tab.lessons' },
      { href: assignmentPaths.list(cohort), key: 'home.tab.assignments' },
      { href: attendancePaths.list(cohort), key: 'home.tab.sessions' },
      { href: certificatePaths.own(), key: 'home.tab.certificate' },
    ],
  ],
  [
    'instructor',
    (cohort) => [
      { href: assignmentPaths.queue(), key: 'home.tab.marking' },
      { href: completionPaths.roster(cohort), key: 'home.tab.learners' },
      { href: attendancePaths.list(cohort), key: 'home.tab.sessions' },
      { href: lessonPaths.course(cohort), key: 'home.tab.lessons' },
    ],
  ],
  [
    'mentor',
    (cohort) => [
      { href: completionPaths.roster(cohort), key: 'home.tab.learners' },
      { href: attendancePaths.list(cohort), key: 'home.tab.sessions' },
      { href: lessonPaths.course(cohort), key: 'home.tab.lessons' },
    ],
  ],
  ['centre-admin', () => []],
  ['verifier', () => [{ href: admissionPaths.queue(), key: 'home.tab.verification' }]],
  ['programme-admin', () => [{ href: programmePaths.list(), key: 'home.tab.programmes' }]],
  ['assessor', () => [{ href: assessmentPaths.desks(), key: 'home.tab.assessing' }]],
  [
    'certification-manager',
    () => [
      { href: assessorPaths.certification(), key: 'home.tab.certification' },
      { href: assessorPaths.list(), key: 'home.tab.assessors' },
      { href: certificatePaths.register(), key: 'home.tab.certificates' },
    ],
  ],
  ['panel-member', () => [{ href: panelPaths.list(), key: 'home.tab.panel' }]],
  ['labour-office', () => [{ href: reportPaths.office(), key: 'home.tab.outcomes' }]],
  [
    'system-admin',
    () => [
      { href: operationPaths.system(), key: 'home.tab.system' },
      { href: programmePaths.list(), key: 'home.tab.programmes' },
      { href: operationPaths.queue(), key: 'home.tab.queue' },
      { href: operationPaths.audit(), key: 'home.tab.audit' },
    ],
  ],
];

const classes: NavigationItem = { href: homePaths.classes(), key: 'home.tab.classes' };

/**
 * Whoever belongs to several classes, or to a centre with all of its own, gets one tab to all of them instead of tabs that
 * lead into one.
 */
function hasManyClasses(actor: Actor): boolean {
  const joined = (['learner', 'instructor', 'mentor'] as const).flatMap((role) => scopesOf(actor, role));
  return new Set(joined).size > 1 || scopesOf(actor, 'centre-admin').length > 0;
}

/** Somebody with one role gets all its tabs, with several the first of each. */
export function navigationFor(actor: Actor | undefined): readonly NavigationItem[] {
  if (!actor) return [];
  const hasMany = hasManyClasses(actor);
  const held = tabsOf.flatMap(([role, tabs]) => {
    const scope = scopesOf(actor, role)[0];
    return scope === undefined ? [] : [tabs(scope).filter(({ href }) => !hasMany || !href.includes(scope))];
  });
  const own = held.length > 1 ? held.flatMap(([first]) => first ?? []) : (held[0] ?? visitorTabs);
  const all = hasMany ? [classes, ...own] : own;
  const distinct = all.filter(({ href }, index) => all.findIndex((other) => other.href === href) === index);
  return [home, ...distinct].slice(0, mostTabs);
}
