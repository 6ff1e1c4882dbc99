/** What a panel sees: its minutes, the cases before it, and what it decides by unit. Pure. */
import { isoDay } from '../../platform/format.ts';
import type { Crumb } from '../../platform/page.ts';
import { type Paged, pagerOf } from '../../platform/paging.ts';
import type { Speech } from '../../platform/speech.ts';
import {
  type AssessmentCase,
  type CaseView,
  type Names,
  outcomePill,
  type Pill,
  recommendationOf,
  recommendedUnits,
  unitTitle,
} from '../assessments/index.ts';
import { decisionsFor, type Minute } from './minute.service.ts';
import { minuteStates } from './minute.states.ts';
import type { Obstacles } from './obstacle.service.ts';
import { membersNeeded, type PanelProblem } from './panel.rules.ts';
import { panelPaths } from './panels.paths.ts';
import { missingSignatures } from './signature.rules.ts';
import { countVotes, votesOf } from './votes.rules.ts';

const minutePill = ({ state }: Minute): Pill => ({
  kind: minuteStates.is('closed', state) ? 'good' : 'now',
  key: `panels.minuteState.${state}`,
});

export const crumbsTo = (minute: Minute, { t }: Speech, here?: string): Crumb[] => [
  { text: t('panels.panel'), href: panelPaths.list() },
  { text: minute.number, ...(here === undefined ? {} : { href: panelPaths.minute(minute.id) }) },
  ...(here === undefined ? [] : [{ text: here }]),
];

export const minutesPage = (listed: Paged<Minute>, waiting: number, { t }: Speech) => ({
  title: t('panels.panel'),
  waiting,
  ...pagerOf(listed, panelPaths.list()),
  minutes: listed.items.map((minute) => ({
    ...minute,
    href: panelPaths.minute(minute.id),
    pill: minutePill(minute),
  })),
});

type Option = { value: string; text: string };
type MeetingView = { bodies: readonly Option[]; people: readonly Option[]; needed: number; minute?: Minute };

/** The form of a new minute, and of one that is still a draft. */
export function meetingPage({ bodies, people, needed, minute }: MeetingView, speech: Speech) {
  const { t, f } = speech;
  const title = t(minute ? 'panels.changeMeeting' : 'panels.newMinute');
  return {
    title,
    crumbs: minute
      ? crumbsTo(minute, speech, title)
      : [{ text: t('panels.panel'), href: panelPaths.list() }, { text: title }],
    action: minute ? panelPaths.meeting(minute.id) : panelPaths.make(),
    bodies: minute ? [] : bodies,
    people,
    needed: membersNeeded(needed),
    revision: minute?.revision,
    values: minute
      ? {
          heldOn: isoDay(minute.heldOn),
          heldAt: f.time(minute.heldOn).slice(0, 5).replace('.', ':'),
          place: minute.place,
          members: minute.members,
          chair: minute.chair,
        }
      : {},
  };
}

type BeforePanel = Pick<CaseView, 'one' | 'scheme'>;

export type MinuteView = {
  minute: Minute;
  cases: readonly BeforePanel[];
  waiting: readonly AssessmentCase[];
  obstacles: Obstacles;
  names: Names;
  body: { name: string };
  can: { prepare: boolean; decide: boolean };
  /** Whether the person who looks has signed what they see. */
  hasSigned: boolean;
};

export function minutePage(view: MinuteView, speech: Speech) {
  const { minute, cases, waiting, obstacles, names, body, can, hasSigned } = view;
  const nameOf = (id: string) => names.get(id)?.name ?? id;
  return {
    title: speech.t('panels.minuteTitle', { number: minute.number }),
    isClosed: minuteStates.is('closed', minute.state),
    crumbs: crumbsTo(minute, speech),
    minute,
    pill: minutePill(minute),
    body: body.name,
    chair: nameOf(minute.chair),
    members: minute.members.map((id) => ({
      id,
      name: nameOf(id),
      isChair: id === minute.chair,
      signedAt: minute.signatures.find(({ by }) => by === id)?.at,
    })),
    missing: missingSignatures(minute).map(nameOf),
    hasSigned,
    cases: cases.map((one) => caseRow(one, view, speech)),
    waiting: waiting.map((one) => ({
      value: one.id,
      text: speech.t('panels.caseOfPerson', { name: nameOf(one.account), number: one.number }),
    })),
    panelProblems: obstacles.panel.map((problem) => panelSentence(problem, nameOf, view, speech)),
    open: obstacles.votes.length,
    isReady: obstacles.panel.length + obstacles.votes.length === 0,
    can,
  };
}

function caseRow(view: BeforePanel, { minute, names, obstacles }: MinuteView, { lang }: Speech) {
  const { one, scheme } = view;
  const votes = votesOf(recommendedUnits(one), decisionsFor(minute, one.id));
  const recommendation = recommendationOf(one);
  return {
    id: one.id,
    href: panelPaths.decision(minute.id, one.id),
    name: names.get(one.account)?.name ?? one.account,
    number: one.number,
    scheme: scheme.title[lang],
    heldOn: recommendation.heldOn,
    recommendedAt: recommendation.at,
    assessor: names.get(recommendation.by)?.name ?? recommendation.by,
    recommended: outcomePill(recommendation.outcome),
    decided: outcomePill(one.decision?.outcome ?? countVotes(votes, one).outcome),
    problems: obstacles.votes.filter((vote) => vote.case === one.id).length,
    units: votes.map((vote) => ({
      code: vote.unit,
      title: unitTitle(scheme, vote.unit, lang),
      recommended: outcomePill(vote.recommended),
      decided: outcomePill(vote.decided),
      reason: vote.reason,
      missing: vote.missing,
    })),
    carried: one.carried.length,
  };
}

function panelSentence(
  problem: PanelProblem,
  nameOf: (id: string) => string,
  { minute, cases }: Pick<MinuteView, 'minute' | 'cases'>,
  { t, f }: Speech,
): string {
  if (problem.kind === 'not-held-yet') return t('panels.panelProblem.not-held-yet', { at: f.dateTime(minute.heldOn) });
  if (problem.kind === 'too-few') return t('panels.panelProblem.too-few', { count: problem.needed });
  if (problem.kind === 'chair-not-member' || problem.kind === 'no-cases') {
    return t(`panels.panelProblem.${problem.kind}`);
  }
  const account = cases.find(({ one }) => one.id === problem.case)?.one.account;
  const candidate = account ? nameOf(account) : '';
  if (problem.kind === 'recommended-later' || problem.kind === 'not-examined')
    return t(`panels.panelProblem.${problem.kind}`, { candidate });
  if (problem.kind === 'assessor') {
    return t(`panels.assessorBar.${problem.bar}`, { name: nameOf(problem.assessor), candidate });
  }
  const values = { name: nameOf(problem.member), candidate };
  return t(`panels.memberBar.${problem.bar}`, values);
}
