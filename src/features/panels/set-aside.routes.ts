/** Taking a recommendation from the panel, from the page on which managers see the case. */
import { Router } from 'express';
import { now } from '../../platform/clock.ts';
import { readForm } from '../../platform/forms.ts';
import { guard } from '../../platform/guard.ts';
import { flash, seeOther } from '../../platform/page.ts';
import { findPerson } from '../accounts/index.ts';
import { casePolicy, loadOverseen, overseenAgain, assessmentPaths } from '../assessments/index.ts';
import { panelPaths } from './panels.paths.ts';
import { setAsideForm } from './set-aside.form.ts';
import { setAside } from './set-aside.service.ts';

export const setAsideRoutes = Router();

setAsideRoutes.post(
  panelPaths.setAside.pattern,
  guard(casePolicy.setAside, loadOverseen, async (req, res, view) => {
    const form = readForm(setAsideForm, req.body);
    if (!form.ok) return overseenAgain(res, view, form);
    const { kind, record } = await setAside(view.one.id, form.value, req.actor.id, now());
    const by = (await findPerson(record.by))?.name ?? '';
    flash(req, kind === 'done' ? 'panels.setAsideDone' : 'panels.setAsideBefore', { by });
    seeOther(res, assessmentPaths.overseen(view.one.id));
  }),
);
