/** What the public pages show of the cohorts on offer. Pure. */
import type { Translate } from '../../platform/i18n.ts';
import type { PageModel } from '../../platform/page.ts';
import { shellPaths } from '../../platform/shell.paths.ts';
import type { Speech } from '../../platform/speech.ts';
import { admissionPaths } from '../admissions/index.ts';
import { type EligibilityRules, regionName } from '../programmes/index.ts';
import type { Offer } from './front.service.ts';
import { homePaths } from './home.paths.ts';

/** `graduates` hold a certificate of one of the programmes on offer. */
export const frontPage = (
  offers: readonly Offer[],
  graduates: number,
  speech: Speech,
  now: Date,
  schoolCity: string,
): PageModel => ({
  title: speech.t('home.frontTitle'),
  cities: citiesOf(offers, schoolCity),
  offers: offers.map((offer) => offerCard(offer, speech, now)),
  requirements: offers[0] ? requirementsOf(offers[0].programme.eligibility, speech.t) : [],
  graduates,
});

/** Where the cohorts on offer are; the school's own city while nothing is. */
const citiesOf = (offers: readonly Offer[], schoolCity: string): string =>
  offers.length === 0 ? schoolCity : [...new Set(offers.map(({ programme }) => programme.city.name))].join(', ');

export function offerPage(offer: Offer, speech: Speech, now: Date): PageModel {
  const { programme, curriculum, centre, cohort } = offer;
  const { t, lang } = speech;
  return {
    title: programme.name[lang],
    crumbs: [{ text: t('home.crumb'), href: shellPaths.front() }, { text: cohort.name }],
    offer: offerCard(offer, speech, now),
    summary: programme.summary[lang],
    course: curriculum.title[lang],
    address: centre?.address,
    examOn: cohort.examOn,
    requirements: requirementsOf(cohort.eligibility, t),
    completion: cohort.completion,
    modules: curriculum.modules.map((module) => ({
      code: module.code,
      title: module.title[lang],
      goal: module.goal[lang],
      week: module.week,
      lessons: module.lessons.length,
    })),
  };
}

function offerCard({ cohort, programme, centre, curriculum, window }: Offer, { t, f, lang }: Speech, now: Date) {
  return {
    name: cohort.name,
    programme: programme.name[lang],
    organiser: programme.organiser,
    centre: centre?.name ?? programme.city.name,
    dates: t('home.fromTo', { from: f.longDate(cohort.startsOn), until: f.longDate(cohort.endsOn) }),
    weeks: curriculum.weeks,
    hours: curriculum.lessonHours,
    modules: curriculum.modules.length,
    seats: cohort.seats,
    seatsLeft: cohort.seatsLeft,
    until: f.dateTime(cohort.applicationsUntil),
    untilIn: f.days(cohort.applicationsUntil, now),
    window,
    href: homePaths.offer(cohort.id),
    applyHref: window === 'open' ? admissionPaths.application(cohort.id) : undefined,
  };
}

export type Requirement = Readonly<{ title: string; hint: string }>;

/** What an applicant has to show, in the order in which the application asks for it. */
export function requirementsOf(rules: EligibilityRules, t: Translate): Requirement[] {
  const places = rules.regionPrefixes.flatMap((code) => regionName(code) ?? []).join(', ');
  return [
    ...(rules.requiresNib ? [{ title: t('home.needsNib'), hint: t('home.needsNibHint') }] : []),
    ...(rules.requiresOwnProduct ? [{ title: t('home.needsProduct'), hint: t('home.needsProductHint') }] : []),
    ...(rules.requiresQuality ? [{ title: t('home.needsQuality'), hint: t('home.needsQualityHint') }] : []),
    {
      title: places === '' ? t('home.needsId') : t('home.needsLocalId', { places }),
      hint: t('home.needsIdHint'),
    },
  ];
}
