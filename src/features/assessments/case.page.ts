/** What every page about a case has in common. Pure. */
import { addressedAs } from '../../platform/files/index.ts';
import type { Language, StringKey } from '../../platform/i18n.ts';
import type { Speech } from '../../platform/speech.ts';
import type { Scheme } from '../courses/index.ts';
import type { CaseState } from './case.states.ts';
import type { CaseView } from './case.view.ts';
import { assessmentPaths } from './assessments.paths.ts';
import type { Outcome } from './competency.rules.ts';
import type { EvidenceRecord } from './evidence.model.ts';

/** A state as the pages show it: a word, and the mark before it. */
export type Pill = { kind: 'good' | 'warn' | 'bad' | 'now' | ''; key: StringKey };

const stateKinds: Readonly<Record<CaseState, Pill['kind']>> = {
  'awaiting-assessor': 'warn',
  offered: 'now',
  preparing: 'now',
  assessing: 'now',
  recommended: 'now',
  decided: '',
};

export const statePill = (state: CaseState): Pill => ({ kind: stateKinds[state], key: `assessments.state.${state}` });

export const outcomePill = (outcome: Outcome): Pill => ({
  kind: outcome === 'competent' ? 'good' : 'warn',
  key: `assessments.outcome.${outcome}`,
});

/** The state, or, once decided, what was decided. */
export const standingPill = (one: { state: CaseState; decision?: { outcome: Outcome } }): Pill =>
  one.decision ? outcomePill(one.decision.outcome) : statePill(one.state);

export const unitTitle = ({ units }: Scheme, code: string, lang: Language): string =>
  units.find((unit) => unit.code === code)?.title[lang] ?? code;

/** The line under the heading: the scheme, how many units, and the day. */
export const caseLine = ({ one, scheme }: CaseView, { t, f, lang }: Speech): string =>
  t('assessments.caseLine', {
    scheme: scheme.title[lang],
    count: one.units.length,
    day: f.date(one.examOn),
  });

/** What every paper of a case carries at its head: who, what and when. */
export const paperHead = ({ one, scheme, parties }: CaseView, { t, lang }: Speech) => ({
  ...parties,
  number: one.number,
  scheme: scheme.title[lang],
  cycle: one.cycle,
  day: one.recommendation?.heldOn ?? one.examOn,
  dayLabel: t(one.recommendation?.heldOn ? 'assessments.examHeldOn' : 'assessments.examOn'),
});

/** What a piece of evidence consists of; who may not open it sees what there is, without addresses and without the words. */
export const evidenceContents = (
  one: { id: string },
  { account, link, files }: Pick<EvidenceRecord, 'account' | 'link' | 'files'>,
  mayOpen = true,
) => ({
  account: mayOpen ? account : '',
  link: link?.startsWith('https://') ? { href: mayOpen ? link : undefined } : undefined,
  lines: files.map((file) => ({
    file,
    href: mayOpen ? assessmentPaths.file(one.id, ...addressedAs(file)) : undefined,
  })),
});
