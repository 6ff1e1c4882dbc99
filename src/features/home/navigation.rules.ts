/** The tabs at the top: four or five, and always in the same order for the same roles. Pure. */
import type { NavigationItem } from '../../platform/shell.ts';
import { type Actor, type Role, scopesOf } from '../accounts/index.ts';

const mostTabs = 5;
const home: NavigationItem = { href: '/beranda', key: 'home.tab.home' };

/** Before somebody has a role they look around and apply. */
const visitorTabs: readonly NavigationItem[] = [
  { href: '/', key: 'home.tab.programmes' },
  { href: '/sertifikat', key: 'home.tab.certificate' },
  { href: '/bantuan', key: 'home.tab.help' },
];

/** What each role opens most often stands first; the order of the roles is the order of the tabs. */
const tabsOf: readonly (readonly [Role, (scope: string) => readonly NavigationItem[]])[] = [
  [
    'learner',
    (cohort) => [
      { href: `/kelas/${cohort}`, key: 'home.tab.lessons' },
      { href: `/kelas/${cohort}/tugas`, key: 'home.tab.assignments' },
      { href: `/kelas/${cohort}/pertemuan`, key: 'home.tab.sessions' },
      { href: '/sertifikat', key: 'home.tab.certificate' },
    ],
  ],
  [
    'instructor',
    (cohort) => [
      { href: '/penilaian', key: 'home.tab.marking' },
      { href: `/angkatan/${cohort}/peserta`, key: 'home.tab.learners' },
      { href: `/kelas/${cohort}/pertemuan`, key: 'home.tab.sessions' },
      { href: `/kelas/${cohort}`, key: 'home.tab.lessons' },
    ],
  ],
  [
    'mentor',
    (cohort) => [
      { href: `/angkatan/${cohort}/peserta`, key: 'home.tab.learners' },
      { href: `/kelas/${cohort}/pertemuan`, key: 'home.tab.sessions' },
      { href: `/kelas/${cohort}`, key: 'home.tab.lessons' },
    ],
  ],
  ['centre-admin', () => []],
  ['verifier', () => [{ href: '/verifikasi', key: 'home.tab.verification' }]],
  ['programme-admin', () => [{ href: '/program', key: 'home.tab.programmes' }]],
  ['assessor', () => [{ href: '/asesor', key: 'home.tab.assessing' }]],
  [
    'certification-manager',
    () => [
      { href: '/sertifikasi', key: 'home.tab.certification' },
      { href: '/sertifikasi/asesor', key: 'home.tab.assessors' },
      { href: '/sertifikasi/sertifikat', key: 'home.tab.certificates' },
    ],
  ],
  ['panel-member', () => [{ href: '/pleno', key: 'home.tab.panel' }]],
  ['labour-office', () => [{ href: '/disnaker', key: 'home.tab.outcomes' }]],
  [
    'system-admin',
    () => [
      { href: '/sistem', key: 'home.tab.system' },
      { href: '/program', key: 'home.tab.programmes' },
      { href: '/sistem/antrean', key: 'home.tab.queue' },
      { href: '/sistem/audit', key: 'home.tab.audit' },
    ],
  ],
];

const classes: NavigationItem = { href: '/kelas', key: 'home.tab.classes' };

/**
 * Whoever belongs to several classes, or to a centre with all of its own, gets one tab to all of them instead of tabs that
 * lead into one.
 */
function hasManyClasses(actor: Actor): boolean {
  const joined = (['learner', 'instructor', 'mentor'] as const).flatMap((role) => scopesOf(actor, role));
  return new Set(joined).size > 1 || scopesOf(actor, 'centre-admin').length > 0;
}

const isOfOneClass = ({ href }: NavigationItem): boolean => /^\/(kelas|angkatan)\//.test(href);

/** Somebody with one role gets all its tabs, with several the first of each. */
export function navigationFor(actor: Actor | undefined): readonly NavigationItem[] {
  if (!actor) return [];
  const hasMany = hasManyClasses(actor);
  const held = tabsOf.flatMap(([role, tabs]) => {
    const scope = scopesOf(actor, role)[0];
    return scope === undefined ? [] : [tabs(scope).filter((tab) => !hasMany || !isOfOneClass(tab))];
  });
  const own = held.length > 1 ? held.flatMap(([first]) => first ?? []) : (held[0] ?? visitorTabs);
  const all = hasMany ? [classes, ...own] : own;
  const distinct = all.filter(({ href }, index) => all.findIndex((other) => other.href === href) === index);
  return [home, ...distinct].slice(0, mostTabs);
}
