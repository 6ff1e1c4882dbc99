/** The register of assessors as its keeper sees it. Pure. */
import { isoDay } from '../../platform/format.ts';
import type { Question } from '../../platform/confirmed.ts';
import { type Paged, pagerOf } from '../../platform/paging.ts';
import { findPeriodOddities, isSamePeriod } from '../../platform/period.rules.ts';
import type { Speech } from '../../platform/speech.ts';
import type { Scheme } from '../courses/index.ts';
import type { Assessor } from './assessor.service.ts';
import { assessorPaths } from './assessors.paths.ts';
import { type LicenceState, licenceState } from './registration.rules.ts';

const licenceKinds = {
  'not-yet': '',
  valid: 'good',
  'near-expiry': 'warn',
  expired: 'bad',
} as const satisfies Record<LicenceState, string>;

const licencePill = (assessor: Assessor, now: Date) => {
  const state = licenceState(assessor.licence, now);
  return { kind: licenceKinds[state], key: `assessors.licence.${state}` as const };
};

type RegisterView = { schemes: readonly Scheme[]; names: ReadonlyMap<string, { name: string }> };

export const registerPage = (
  listed: Paged<Assessor>,
  { schemes, names }: RegisterView,
  { t, lang }: Speech,
  now: Date,
) => ({
  title: t('assessors.register'),
  crumbs: [
    { text: t('assessors.certification'), href: assessorPaths.certification() },
    { text: t('assessors.register') },
  ],
  total: listed.total,
  ...pagerOf(listed, assessorPaths.list()),
  assessors: listed.items.map((one) => ({
    ...one,
    schemes: one.schemes.map((slug) => schemes.find((scheme) => scheme.slug === slug)?.title[lang] ?? slug),
    href: assessorPaths.one(one.id),
    name: names.get(one.account)?.name ?? one.registration,
    pill: licencePill(one, now),
  })),
});

type EntryView = {
  schemes: readonly Scheme[];
  people: readonly { value: string; name: string }[];
  entry?: Assessor;
  name?: string;
};

export function entryPage({ schemes, people, entry, name }: EntryView, { t, lang }: Speech) {
  const title = name ?? t('assessors.newAssessor');
  return {
    title,
    crumbs: [
      { text: t('assessors.certification'), href: assessorPaths.certification() },
      { text: t('assessors.register'), href: assessorPaths.list() },
      { text: title },
    ],
    action: entry ? assessorPaths.one(entry.id) : assessorPaths.make(),
    isNew: entry === undefined,
    people: people.map((person) => ({ value: person.value, text: person.name })),
    schemes: schemes.map((scheme) => ({ value: scheme.slug, text: scheme.title[lang] })),
    values: entry ? valuesOf(entry) : {},
  };
}

type Known = { entry: Assessor; name: string; schemes: readonly Scheme[] };

/** A licence is given for three years; more than five is seldom meant. Undefined when nothing is odd and nothing is lost. */
export function entryQuestion(
  { licence, schemes }: Pick<Assessor, 'licence' | 'schemes'>,
  known: Known | undefined,
  now: Date,
  { t, f, lang }: Speech,
): Question | undefined {
  const isOdd = !isSamePeriod(licence, known?.entry.licence);
  const oddities = isOdd ? findPeriodOddities(licence, 5, now) : [];
  const taken = known ? known.entry.schemes.filter((slug) => !schemes.includes(slug)) : [];
  const titleOf = (slug: string) => known?.schemes.find((scheme) => scheme.slug === slug)?.title[lang] ?? slug;
  if (oddities.length + taken.length === 0) return undefined;
  const days = { from: f.date(licence.from), until: f.date(licence.until) };
  const back = known ? assessorPaths.one(known.entry.id) : assessorPaths.make();
  return {
    title: known ? t('assessors.entryTitle', { name: known.name }) : t('assessors.newEntryTitle'),
    crumbs: [
      { text: t('assessors.register'), href: assessorPaths.list() },
      { text: known?.name ?? t('assessors.newAssessor') },
    ],
    consequences: [
      ...(oddities.length > 0 ? [t('assessors.licenceStands', days)] : []),
      ...oddities.map(({ kind, count }) => t(`platform.period.${kind}`, { count })),
      ...(taken.length > 0 ? [t('assessors.schemesTaken', { schemes: taken.map(titleOf).join(', ') })] : []),
    ],
    button: t('platform.save'),
    back,
  };
}

const valuesOf = ({ registration, licence, schemes, capacity, revision }: Assessor) => ({
  registration,
  from: isoDay(licence.from),
  until: isoDay(licence.until),
  schemes,
  capacity: String(capacity),
  revision: String(revision),
});
