/** Moving cohorts and programmes from state to state; what ends something is asked first. */
import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { confirmed } from '../../platform/confirmed.ts';
import { Conflict } from '../../platform/errors.ts';
import { readForm } from '../../platform/forms.ts';
import { guard } from '../../platform/guard.ts';
import { flash, seeOther, words } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import {
  type Cohort,
  cohortPolicy,
  cohortStates,
  loadCohort,
  loadProgramme,
  moveCohort,
  moveProgramme,
  type Programme,
  programmePolicy,
  programmeStates,
  programmePaths,
} from '../programmes/index.ts';
import { affectedByClosing, affectedByEnd } from './affected.service.ts';
import { cohortMoveForm, programmeMoveForm } from './closing.form.ts';
import { closeQuestion, endQuestion } from './closing.page.ts';
import { closingPaths } from './closing.paths.ts';

export const closingRoutes = Router();

closingRoutes.post(
  closingPaths.cohort.pattern,
  guard(
    cohortPolicy.manage,
    loadCohort,
    confirmed(askBeforeEnd, async (req, res, { cohort }) => {
      const form = readForm(cohortMoveForm, req.body);
      if (form.ok) {
        const { from, to } = form.value;
        const move = possible(cohortStates.between(from, to));
        await moveCohort(cohort.id, move, req.actor.id, now());
        const isBack = cohortStates.row(move).undoes !== undefined;
        flash(req, isBack ? `closing.cohortBack.${to as 'open' | 'running'}` : `programmes.cohortMoved.${to}`, {
          name: cohort.name,
        });
      }
      seeOther(res, programmePaths.cohort(cohort.id));
    }),
  ),
);

closingRoutes.post(
  closingPaths.programme.pattern,
  guard(
    programmePolicy.manage,
    loadProgramme,
    confirmed(askBeforeClosing, async (req, res, programme) => {
      const form = readForm(programmeMoveForm, req.body);
      if (form.ok) {
        const move = possible(programmeStates.between(programme.state, form.value.to));
        await moveProgramme(programme.id, move, req.actor.id, now());
        flash(req, `closing.programmeMoved.${form.value.to}`);
      }
      seeOther(res, programmePaths.one(programme.id));
    }),
  ),
);

/** Somebody else has moved it since the page was shown. */
function possible<Move>(move: Move | undefined): Move {
  if (move === undefined) throw new Conflict('programmes.stateChanged');
  return move;
}

/** Only a running cohort can end; from any other state the act says what is wrong. */
async function askBeforeEnd(req: { body: unknown }, res: Response, { cohort }: { cohort: Cohort }) {
  const form = readForm(cohortMoveForm.partial().loose(), req.body);
  if (!form.ok || cohortStates.between(cohort.state, form.value.to ?? '') !== 'end') return undefined;
  return endQuestion(cohort, await affectedByEnd(cohort.id), words(res));
}

async function askBeforeClosing(req: { body: unknown }, res: Response, programme: Programme) {
  const form = readForm(programmeMoveForm.partial().loose(), req.body);
  if (!form.ok || programmeStates.between(programme.state, form.value.to ?? '') !== 'close') return undefined;
  const speech = speechOf(res);
  return closeQuestion(programme, await affectedByClosing(programme.id), speech);
}
