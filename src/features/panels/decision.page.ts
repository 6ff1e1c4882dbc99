/** What a panel sees of one case: the record, and the decision by unit beside what was recommended. Pure. */
import { must } from '../../platform/must.ts';
import type { Able } from '../../platform/permit.ts';
import type { Speech } from '../../platform/speech.ts';
import {
  caseLine,
  type CaseView,
  type LastingBar,
  outcomePill,
  outcomes,
  paperHead,
  recommendedUnits,
  recordRows,
  unitOf,
} from '../assessments/index.ts';
import { decisionsFor, type Minute } from './minute.service.ts';
import { minuteStates } from './minute.states.ts';
import { crumbsTo } from './panel.page.ts';
import { panelPaths } from './panels.paths.ts';
import { votesOf } from './votes.rules.ts';

type DecisionPage = CaseView &
  Able<'decide' | 'remove' | 'open'> & {
    minute: Minute;
    name: string;
    assessorBars: readonly LastingBar[];
  };

export function decisionPage(view: DecisionPage, speech: Speech) {
  const { one, scheme, minute, name, can } = view;
  const votes = votesOf(recommendedUnits(one), decisionsFor(minute, one.id));
  const rows = recordRows({ ...view, mayOpen: can.open }, speech);
  return {
    title: name,
    head: paperHead(view, speech),
    crumbs: crumbsTo(minute, speech, name),
    line: caseLine(view, speech),
    one,
    action: panelPaths.decision(minute.id, one.id),
    removePath: panelPaths.takeOut(minute.id, one.id),
    back: panelPaths.minute(minute.id),
    revision: minute.revision,
    can,
    assessorBars: minuteStates.can('change', minute.state)
      ? view.assessorBars.map((bar) => `assessments.bar.${bar}` as const)
      : [],
    outcomes: outcomes.map((outcome) => ({ value: outcome, text: speech.t(`assessments.outcome.${outcome}`) })),
    units: votes.map((vote) => {
      const row = must(
        rows.find(({ code }) => code === vote.unit),
        `the row of unit ${vote.unit}`,
      );
      return { ...row, key: unitOf(scheme, vote.unit).key, vote, recommended: outcomePill(vote.recommended) };
    }),
    values: Object.fromEntries(
      votes.flatMap(({ unit, decided, reason }) => {
        const { key } = unitOf(scheme, unit);
        return [
          [`outcome-${key}`, decided],
          [`reason-${key}`, reason],
        ];
      }),
    ) as Record<string, string>,
  };
}
