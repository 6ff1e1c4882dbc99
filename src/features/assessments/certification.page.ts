/** What a certification manager sees: all cases of the body, and how each found its assessor. Pure. */
import { pagerOf } from '../../platform/paging.ts';
import type { Speech } from '../../platform/speech.ts';
import { withQuery } from '../../platform/paths.ts';
import { assessorPaths } from '../assessors/index.ts';
import { assessmentPaths } from './assessments.paths.ts';
import type { CasePage } from './case-list.service.ts';
import { caseLine, standingPill } from './case.page.ts';
import { type CaseState, caseStates } from './case.states.ts';
import type { CaseView } from './case.view.ts';
import { recommendationOf } from './case.service.ts';
import { type CaseFilterName, caseFilters } from './certification.form.ts';
import type { Names } from './desk.page.ts';
import { type LastingBar, mayBeOverridden, type RoutedCandidate, type Routing } from './routing.rules.ts';
import type { RoutingRecord } from './routing.model.ts';
import { kindOfBars, setAsideKinds } from './set-aside.rules.ts';

export const statesOf: Readonly<Record<CaseFilterName, readonly CaseState[]>> = {
  menunggu: ['awaiting-assessor'],
  berjalan: ['offered', 'preparing', 'assessing'],
  pleno: ['recommended'],
  diputus: ['decided'],
};

export const casesPage = (listed: CasePage, names: Names, filter: CaseFilterName, { t }: Speech) => ({
  title: t('assessments.certification'),
  filters: caseFilters.map((name) => ({
    href: withQuery(assessorPaths.certification(), { keadaan: name }),
    text: t(`assessments.filter.${name}`),
    isOn: name === filter,
  })),
  filter,
  total: listed.total,
  ...pagerOf(listed, assessorPaths.certification(), { keadaan: filter }),
  cases: listed.items.map((one) => ({
    href: assessmentPaths.overseen(one.id),
    number: one.number,
    candidate: names.get(one.account)?.name ?? one.number,
    assessor: one.assessor ? (names.get(one.assessor)?.name ?? one.assessor) : undefined,
    examOn: one.examOn,
    pill: standingPill(one),
  })),
});

export type OverseenView = CaseView & {
  names: Names;
  /** The register as it stands now; undefined when the case takes no other assessor any more. */
  register: Routing | undefined;
  /** What stands against the assessor whose recommendation is before the panel. */
  assessorBars: readonly LastingBar[];
};

export function overseenPage(view: OverseenView, speech: Speech) {
  const { one, names, register, assessorBars } = view;
  const { t } = speech;
  const nameOf = (id: string | undefined) => (id === undefined ? undefined : (names.get(id)?.name ?? id));
  const latest = one.routing.at(-1);
  const choosable = (register?.candidates ?? []).filter(
    ({ assessor, bars }) => mayBeOverridden(bars) && assessor !== one.assessor,
  );
  return {
    title: nameOf(one.account) ?? one.number,
    crumbs: [{ text: t('assessments.certification'), href: assessorPaths.certification() }, { text: one.number }],
    line: caseLine(view, speech),
    one,
    pill: standingPill(one),
    assessor: nameOf(one.assessor),
    routings: one.routing.toReversed().map((routing) => routingRow(routing, nameOf)),
    declines: one.declines.toReversed(),
    setAside: one.setAside.toReversed().map(({ recommendation, by, ...rest }) => ({
      ...rest,
      by: nameOf(by),
      assessor: nameOf(recommendation.by),
      outcome: t(`assessments.outcome.${recommendation.outcome}`),
      recommendedAt: recommendation.at,
      fingerprint: recommendation.fingerprint,
    })),
    action: assessmentPaths.route(one.id),
    taking: caseStates.can('setAside', one.state) ? takingForm(one, assessorBars, t) : undefined,
    values: { kind: kindOfBars(assessorBars) ?? '' },
    // Who was chosen before has given the case back, or it was taken: then the search has not been made yet.
    isNobodyFound: caseStates.is('waitsForAssessor', one.state) && latest !== undefined && !latest.chosen,
    mayOverride: register !== undefined,
    options: choosable.map((candidate) => ({ value: candidate.assessor, text: optionText(candidate, speech) })),
  };
}

/** The form that takes a recommendation from the panel. */
const takingForm = (one: CaseView['one'], bars: readonly LastingBar[], t: Speech['t']) => ({
  fingerprint: recommendationOf(one).fingerprint,
  bars: bars.map((bar) => t(`assessments.bar.${bar}`)).join(', '),
  kinds: setAsideKinds.map((kind) => ({ value: kind, text: t(`assessments.setAsideKind.${kind}`) })),
});

const routingRow = (routing: RoutingRecord, nameOf: (id: string | undefined) => string | undefined) => ({
  at: routing.at,
  by: routing.by === 'system' ? undefined : nameOf(routing.by),
  reason: routing.reason,
  chosen: nameOf(routing.chosen),
  candidates: routing.candidates.map((candidate) => ({
    ...candidate,
    name: candidate.name,
    isChosen: candidate.assessor === routing.chosen,
    bars: candidate.bars.map((bar) => `assessments.bar.${bar}` as const),
  })),
});

const optionText = ({ name, load, capacity, bars }: RoutedCandidate, { t }: Speech): string =>
  [t('assessments.candidateLoad', { name, load, capacity }), ...bars.map((bar) => t(`assessments.bar.${bar}`))].join(
    ' · ',
  );
