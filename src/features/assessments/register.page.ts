/** The register of assessors as its keeper sees it. Pure. */
import { isoDay } from '../../platform/format.ts';
import type { Scheme } from '../courses/index.ts';
import type { Assessor } from './assessor.service.ts';
import type { Pill, Speech } from './case.page.ts';
import type { Names } from './desk.page.ts';
import { type LicenceState, licenceState } from './registration.rules.ts';

const licenceKinds: Readonly<Record<LicenceState, Pill['kind']>> = {
  'not-yet': '',
  valid: 'good',
  'near-expiry': 'warn',
  expired: 'bad',
};

const licencePill = (assessor: Assessor, now: Date): Pill => {
  const state = licenceState(assessor.licence, now);
  return { kind: licenceKinds[state], key: `assessments.licence.${state}` };
};

type RegisterView = {
  schemes: readonly Scheme[];
  assessors: readonly Assessor[];
  total: number;
  page: number;
  pages: number;
  names: Names;
};

export const registerPage = (
  { schemes, assessors, total, page, pages, names }: RegisterView,
  { t, lang }: Speech,
  now: Date,
) => ({
  title: t('assessments.register'),
  crumbs: [{ text: t('assessments.certification'), href: '/sertifikasi' }, { text: t('assessments.register') }],
  total,
  page,
  pages,
  pathOf: (number: number) => `/sertifikasi/asesor?halaman=${number}`,
  assessors: assessors.map((one) => ({
    ...one,
    schemes: one.schemes.map((slug) => schemes.find((scheme) => scheme.slug === slug)?.title[lang] ?? slug),
    href: `/sertifikasi/asesor/${one.id}`,
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
  const title = name ?? t('assessments.newAssessor');
  return {
    title,
    crumbs: [
      { text: t('assessments.certification'), href: '/sertifikasi' },
      { text: t('assessments.register'), href: '/sertifikasi/asesor' },
      { text: title },
    ],
    action: entry ? `/sertifikasi/asesor/${entry.id}` : '/sertifikasi/asesor/baru',
    isNew: entry === undefined,
    people: people.map((person) => ({ value: person.value, text: person.name })),
    schemes: schemes.map((scheme) => ({ value: scheme.slug, text: scheme.title[lang] })),
    values: entry ? valuesOf(entry) : {},
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
