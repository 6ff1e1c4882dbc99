/** Everybody's home: what is next, what else goes on, then what is to be done in each class, and a desk for each role. Pure. */
import type { PageModel } from '../../platform/page.ts';
import type { Speech } from '../../platform/speech.ts';
import { type LetterStanding, accountPaths } from '../accounts/index.ts';
import { enrolmentStates } from '../admissions/index.ts';
import { termText } from '../lessons/index.ts';
import { desksOf, firstCard } from './desks.page.ts';
import { partOfDay } from './greeting.rules.ts';
import type { Home } from './home.service.ts';
import { classSection, newsOf } from './learner.page.ts';
import { type PersonFacts, situationsOf } from './person-state.rules.ts';
import { cardOf, lineOf } from './situation.page.ts';
import type { Situation } from './situation.rules.ts';
import { voyageOf } from './voyage.page.ts';

/** Whose home it is. */
type Owner = Readonly<{ name: string; letters: LetterStanding }>;

export function homePage({ name, letters }: Owner, { person, desks }: Home, speech: Speech, now: Date): PageModel {
  const { t } = speech;
  const shown = desks ? desksOf(desks, speech, now) : [];
  // Staff who only apply somewhere, or do not even that, are here for their work.
  const isAtWork = shown.length > 0 && person.seats.length === 0;
  const own = ownPart(person, isAtWork, speech, now);
  const next = own.next ?? firstCard(shown);
  const waits = own.all.some(({ kind }) => kind === 'application-returned' || kind === 'application-draft');
  return {
    title: t('home.tab.home'),
    greeting: t(`home.greeting.${partOfDay(now)}`, { name }),
    place: own.place,
    voyage: own.voyage,
    news: letters === 'unproven' ? [unprovenNote(speech), ...own.news] : own.news,
    next,
    isAllDone: !next && !waits,
    applications: own.lines.filter(isOfApplication).map((one) => lineOf(one, speech, now)),
    others: own.lines.filter((one) => !isOfApplication(one)).map((one) => lineOf(one, speech, now)),
    classes: own.classes,
    desks: shown,
  };
}

/** Nothing is written to an address that was only typed: whoever waits for a letter has to know. */
const unprovenNote = ({ t }: Speech) => ({
  title: t('home.unprovenTitle'),
  text: t('home.unprovenText'),
  link: { href: accountPaths.email(), text: t('home.prove') },
});

const isOfApplication = (situation: Situation): boolean => 'application' in situation;

/** A learner's or applicant's next thing comes before the work for others, and a page has one. */
export function ownPart(person: PersonFacts, isAtWork: boolean, speech: Speech, now: Date) {
  const all = situationsOf(person, now).filter(({ kind }) => !isAtWork || kind !== 'nothing-yet');
  const lead = isAtWork ? undefined : all[0];
  const studies = person.seats.flatMap(({ study, enrolment }) =>
    study && enrolmentStates.is('seated', enrolment.state) ? [study] : [],
  );
  return {
    all,
    place: lead && placeOf(lead, person, speech, now),
    voyage: lead && voyageOf(lead, speech),
    next: lead && cardOf(lead, speech, now),
    lines: linesBeside(all, lead),
    news: studies.flatMap((study) => newsOf(study, speech, now)),
    classes: studies.map((study) => classSection(study, studies.length === 1, speech, now)),
  };
}

/** An application that leads is in the list as well: that is where its state stands in a word. */
const linesBeside = (all: readonly Situation[], lead: Situation | undefined): Situation[] =>
  all.filter((one) => one !== lead || isOfApplication(one));

function placeOf(lead: Situation, { seats }: PersonFacts, speech: Speech, now: Date): string | undefined {
  if (!('cohort' in lead) || !lead.cohort) return undefined;
  const study = seats.find(({ cohort }) => cohort.id === lead.cohort?.id)?.study;
  if (!study) return isOfApplication(lead) ? undefined : lead.cohort.name;
  return `${termText(study.cohort, study.curriculum.weeks, speech, now)} · ${study.cohort.name}`;
}
