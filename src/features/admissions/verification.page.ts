/** The verifiers' pages: the queue, and one application with its proofs. */
import type { Question } from '../../platform/confirmed.ts';
import type { Translate } from '../../platform/i18n.ts';
import type { PageModel } from '../../platform/page.ts';
import { type Paged, pagerOf } from '../../platform/paging.ts';
import type { Able } from '../../platform/permit.ts';
import { type Cohort, vacancyIn } from '../programmes/index.ts';
import { admissionPaths } from './admissions.paths.ts';
import { answersOf } from './answer.page.ts';
import { proofsOf, stateTones } from './application.page.ts';
import { possibleOutcomes, requiredChecks, verdicts } from './application.rules.ts';
import { applicationStates } from './application.states.ts';
import { findingsFor } from './finding.page.ts';
import type { Place } from './place.page.ts';
import type { QueueEntry } from './queue.service.ts';
import { noteMax, type QueueQuery } from './verification.form.ts';

type Names = Readonly<{
  people: ReadonlyMap<string, { name: string }>;
  cohorts: ReadonlyMap<string, { name: string }>;
  /** All cohorts for which the reader verifies. */
  choices: readonly Cohort[];
}>;

export const queuePage = (
  queue: Paged<QueueEntry>,
  query: QueueQuery,
  { people, cohorts, choices }: Names,
  t: Translate,
): PageModel => ({
  title: t('admissions.queueTitle'),
  entries: queue.items.map((entry) => ({
    ...entry,
    name: people.get(entry.applicant)?.name ?? '',
    cohortName: cohorts.get(entry.cohort)?.name ?? '',
  })),
  total: queue.total,
  query,
  values: { keadaan: query.state, angkatan: query.cohort ?? '' },
  stateOptions: applicationStates.sets.sent.map((state) => ({ value: state, text: t(`admissions.state.${state}`) })),
  cohortOptions: choices.map(({ id, name }) => ({ value: id, text: name })),
  ...pagerOf(queue, admissionPaths.queue(), { keadaan: query.state, angkatan: query.cohort }),
});

/** Everything a verifier weighs, check by check, and the outcomes that the verdicts so far allow. */
export function verificationPage(
  place: Place & Able<'decide'>,
  names: { applicant: string },
  needsConfirmation: boolean,
  t: Translate,
): PageModel {
  const { cohort, application, programme, can } = place;
  const findings = findingsFor(application, cohort.eligibility);
  const asked = requiredChecks(cohort.eligibility);
  const isWaiting = applicationStates.can('decideCheck', application.state);
  return {
    title: names.applicant,
    crumbs: [{ text: t('admissions.queueTitle'), href: admissionPaths.queue() }, { text: application.number ?? '' }],
    application,
    cohort,
    person: answersOf(place, 'person', t),
    stateTone: stateTones[application.state],
    revealed: undefined,
    checks: asked.map((check) => ({
      check,
      answers: answersOf(place, check, t),
      proofs: proofsOf(place, check),
      findings: findings.filter((finding) => finding.check === check),
      decision: application.checks[check].decision,
      verdictOptions: verdicts.map((verdict) => ({ value: verdict, text: t(`admissions.verdict.${verdict}`) })),
    })),
    noteMax,
    isDecidable: isWaiting && can.decide,
    isOwn: !can.decide,
    vacancy: vacancyIn(cohort, programme),
    outcomes: isWaiting && can.decide ? possibleOutcomes(application, cohort.eligibility) : [],
    needsConfirmation,
  };
}

/** What the applicant will read, before it is final. */
export const refusalQuestion = (
  { id, number }: Place['application'],
  { name, reason }: { name: string; reason: string },
  t: Translate,
): Question => ({
  title: t('admissions.refuseTitle', { name }),
  crumbs: [
    { text: t('admissions.queueTitle'), href: admissionPaths.queue() },
    { text: number ?? '', href: admissionPaths.verification(id) },
    { text: t('admissions.refuse') },
  ],
  consequences: [t('admissions.refuseTells', { reason }), t('admissions.refuseFinal')],
  button: t('admissions.refuse'),
  back: admissionPaths.verification(id),
});
