/** One case before the panel: the assessor's record, the decision by unit, and taking the case out again. */
import { type Response, Router } from 'express';
import { confirmed, type Question, withoutConfirmation } from '../../platform/confirmed.ts';
import { BadRequest } from '../../platform/errors.ts';
import { type FormErrors, readForm, typedValues } from '../../platform/forms.ts';
import { guard, type GuardedRequest, withAbilities } from '../../platform/guard.ts';
import { must } from '../../platform/must.ts';
import { flash, page, pageAgain, seeOther } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { findPeople, findPerson } from '../accounts/index.ts';
import { casePolicy, type CaseView, recommendedUnits, unitOf, viewCase } from '../assessments/index.ts';
import { removeCase } from './agenda.service.ts';
import { decisionPage } from './decision.page.ts';
import { removalQuestion, signaturesQuestion } from './minute-question.page.ts';
import { asSeen, findServedMinute, type Minute } from './minute.service.ts';
import { asPanelCase } from './obstacle.service.ts';
import { type DecisionAnswer, decisionForm, removalForm } from './panel.form.ts';
import { decisionPolicy } from './panel.policy.ts';
import { barredFrom, type PanelCase } from './panel.rules.ts';
import { panelPaths } from './panels.paths.ts';
import { decideUnits } from './vote.service.ts';
import { findVoteProblem, type UnitDecision, type VoteProblem, votesOf } from './votes.rules.ts';

export const decisionRoutes = Router();

type Params = { minuteId: string; caseId: string };
type DecisionView = CaseView & {
  minute: Minute;
  name: string;
  barred: ReadonlySet<string>;
  assessorBars: PanelCase['assessorBars'];
};

const { decide, remove } = decisionPolicy;
const loadDecision = withAbilities(loadCase, { decide, remove, open: casePolicy.openEvidence });

decisionRoutes.get(
  panelPaths.decision.pattern,
  guard(decisionPolicy.read, loadDecision, (_req, res, view) =>
    page(res, 'panels/decision', decisionPage(view, speechOf(res))),
  ),
);

decisionRoutes.post(
  panelPaths.decision.pattern,
  guard(
    decisionPolicy.decide,
    loadDecision,
    confirmed(askBeforeDecision, async (req, res, view) => {
      const { one, minute } = view;
      const form = readForm(decisionForm(keysOf(view)), req.body);
      const refuse = (errors: FormErrors) => {
        const model = decisionPage(view, speechOf(res));
        pageAgain(res, 'panels/decision', { ...model, values: typedValues(req.body), errors });
      };
      if (!form.ok) return refuse(form.errors);
      const decisions = decisionsFrom(form.value, view);
      const errors = voteErrors(view, decisions);
      if (Object.keys(errors).length > 0) return refuse(errors);
      await decideUnits(asSeen(minute, form.value), one.id, decisions, req.actor.id);
      flash(req, 'panels.decisionSaved');
      seeOther(res, panelPaths.minute(minute.id));
    }),
  ),
);

decisionRoutes.post(
  panelPaths.takeOut.pattern,
  guard(
    decisionPolicy.remove,
    loadDecision,
    confirmed(askBeforeRemoval, async (req, res, { one, minute }) => {
      const form = readForm(removalForm, req.body);
      if (!form.ok) throw new BadRequest('platform.badRequest');
      await removeCase(asSeen(minute, form.value), one.id, req.actor.id);
      flash(req, 'panels.caseRemoved');
      seeOther(res, panelPaths.minute(minute.id));
    }),
  ),
);

async function askBeforeRemoval(_req: unknown, res: Response, { one, minute, name }: DecisionView): Promise<Question> {
  return removalQuestion(minute, { case: one.id, name }, await findPeople(minute.members), speechOf(res));
}

type Subject = Awaited<ReturnType<typeof loadDecision>>;

/** Nothing to ask where nobody signed yet, nor about what the form refuses. */
async function askBeforeDecision(req: GuardedRequest<Params>, res: Response, view: Subject) {
  const form = readForm(decisionForm(keysOf(view)), withoutConfirmation(req.body));
  if (!form.ok || Object.keys(voteErrors(view, decisionsFrom(form.value, view))).length > 0) return undefined;
  const speech = speechOf(res);
  const { minute } = view;
  return signaturesQuestion(minute, await findPeople(minute.members), speech.t('panels.saveDecision'), speech);
}

/** The case has to be in this minute, and the minute in a body that the person serves. */
async function loadCase({ params, actor }: GuardedRequest<Params>): Promise<DecisionView> {
  const minute = await findServedMinute(actor, params.minuteId);
  const view = await viewCase({ _id: params.caseId, minute: minute.id });
  const [person, panelCase] = await Promise.all([findPerson(view.one.account), asPanelCase(view.one)]);
  const { assessorBars } = panelCase;
  return { ...view, minute, name: person?.name ?? view.one.number, barred: barredFrom(panelCase), assessorBars };
}

/** Codes have dots and schemes have short keys, so the fields are named by these. */
const keyOf = ({ scheme }: CaseView, code: string): string => unitOf(scheme, code).key;
const keysOf = (view: CaseView) => view.one.units.map((code) => keyOf(view, code));

const decisionsFrom = (value: DecisionAnswer, view: CaseView): UnitDecision[] =>
  view.one.units.map((unit) => ({
    unit,
    outcome: must(value[`outcome-${keyOf(view, unit)}`], `the outcome of unit ${unit}`),
    reason: must(value[`reason-${keyOf(view, unit)}`], `the reason for unit ${unit}`),
  }));

const voteKeys = {
  'reason-needed': 'panels.reasonNeeded',
  unsupported: 'panels.unsupported',
} as const satisfies Record<VoteProblem, string>;

/** A reason is missing beside the reason; evidence is missing beside the outcome. */
function voteErrors(view: CaseView, decisions: readonly UnitDecision[]): FormErrors {
  const found = votesOf(recommendedUnits(view.one), decisions).flatMap((vote) => {
    const problem = findVoteProblem(vote);
    if (!problem) return [];
    const name = `${problem === 'unsupported' ? 'outcome' : 'reason'}-${keyOf(view, vote.unit)}`;
    return [[name, { key: voteKeys[problem], values: {} }] as const];
  });
  return Object.fromEntries(found);
}
