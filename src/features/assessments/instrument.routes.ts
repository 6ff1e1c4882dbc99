/** What an assessor examines a unit with, on paper: checklists, questions, and a sheet of questions without their key. */
import { Router } from 'express';
import { z } from 'zod';
import { readQuery } from '../../platform/forms.ts';
import { guard, type GuardedRequest } from '../../platform/guard.ts';
import { page } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { findInstruments } from '../assessors/index.ts';
import { assessmentPaths } from './assessments.paths.ts';
import { casePolicy } from './case.policy.ts';
import { viewCase, viewUnit } from './case.view.ts';
import { instrumentPage, type InstrumentView } from './instrument.page.ts';

export const instrumentRoutes = Router();

/** `asesi` is the candidate's sheet. */
const sheetQuery = z
  .object({ lembar: z.enum(['asesor', 'asesi']).default('asesor').catch('asesor') })
  .transform(({ lembar }) => ({ sheet: lembar === 'asesi' ? ('candidate' as const) : ('assessor' as const) }));

instrumentRoutes.get(
  assessmentPaths.instrument.pattern,
  guard(casePolicy.examine, loadInstruments, (req, res, view) => {
    const { sheet } = readQuery(sheetQuery, req.query);
    page(res, `assessments/instruments-${sheet}`, instrumentPage(view, speechOf(res)));
  }),
);

async function loadInstruments(req: GuardedRequest<{ caseId: string; code: string }>): Promise<InstrumentView> {
  const view = viewUnit(await viewCase({ _id: req.params.caseId, assessor: req.actor.id }), req.params.code);
  return { ...view, ...(await findInstruments(view.scheme.slug, view.unit.code)) };
}
