/** The registers that all programmes share: training centres and certification bodies. */
import { type Request, type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { confirmed, type Question, withoutConfirmation } from '../../platform/confirmed.ts';
import { isDuplicate } from '../../platform/database.ts';
import { type FormErrors, readForm, readQuery, typedValues } from '../../platform/forms.ts';
import { guard, type GuardedRequest, nothing } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther, words } from '../../platform/page.ts';
import { pageQuery } from '../../platform/paging.ts';
import { findPeriodOddities } from '../../platform/period.rules.ts';
import { bodyForm, bodyFrom } from './body.form.ts';
import { createBody, listBodies } from './body.service.ts';
import { centreForm } from './centre.form.ts';
import { createCentre, listCentres } from './centre.service.ts';
import { oddPeriodQuestion, registerPage } from './programme.page.ts';
import { programmePolicy } from './programme.policy.ts';
import { programmePaths } from './programmes.paths.ts';

export const registerRoutes = Router();

registerRoutes.get(
  programmePaths.centres.pattern,
  guard(programmePolicy.manageSystem, nothing, async (req, res) =>
    page(res, 'programmes/centres', await centresPage(req, res)),
  ),
);

registerRoutes.post(
  programmePaths.centres.pattern,
  guard(programmePolicy.manageSystem, nothing, async (req, res) => {
    const form = readForm(centreForm, req.body);
    const errors = form.ok ? await unlessTaken(createCentre(form.value, req.actor.id)) : form.errors;
    if (!errors) {
      flash(req, 'programmes.centreMade');
      return seeOther(res, programmePaths.centres());
    }
    const model = await centresPage(req, res);
    pageAgain(res, 'programmes/centres', { ...model, values: typedValues(req.body), errors });
  }),
);

registerRoutes.get(
  programmePaths.bodies.pattern,
  guard(programmePolicy.manageSystem, nothing, async (req, res) =>
    page(res, 'programmes/bodies', await bodiesPage(req, res)),
  ),
);

registerRoutes.post(
  programmePaths.bodies.pattern,
  guard(
    programmePolicy.manageSystem,
    nothing,
    confirmed(askAboutLicence, async (req, res) => {
      const form = readForm(bodyForm, req.body);
      const errors = form.ok ? await unlessTaken(createBody(bodyFrom(form.value), req.actor.id)) : form.errors;
      if (!errors) {
        flash(req, 'programmes.bodyMade');
        return seeOther(res, programmePaths.bodies());
      }
      const model = await bodiesPage(req, res);
      pageAgain(res, 'programmes/bodies', { ...model, values: typedValues(req.body), errors });
    }),
  ),
);

/** A licence that is over already, or runs for more than ten years, is seldom meant. */
async function askAboutLicence(req: GuardedRequest, res: Response): Promise<Question | undefined> {
  const values = withoutConfirmation(req.body);
  const form = readForm(bodyForm, values);
  const body = form.ok ? bodyFrom(form.value) : undefined;
  const oddities = body?.licence ? findPeriodOddities({ until: body.licence.validUntil }, 10, now()) : [];
  if (!body || oddities.length === 0) return undefined;
  const model = await bodiesPage(req, res);
  return {
    ...oddPeriodQuestion('oddBodyTitle', body.name, oddities, words(res)),
    back: programmePaths.bodies(),
    change: () => page(res, 'programmes/bodies', { ...model, values }),
  };
}

async function centresPage(req: Request, res: Response) {
  const { pageNumber } = readQuery(pageQuery, req.query);
  return registerPage('centres', await listCentres(pageNumber), words(res));
}

async function bodiesPage(req: Request | GuardedRequest, res: Response) {
  const { pageNumber } = readQuery(pageQuery, req.query);
  return registerPage('bodies', await listBodies(pageNumber), words(res));
}

async function unlessTaken(making: Promise<unknown>): Promise<FormErrors | undefined> {
  try {
    await making;
    return undefined;
  } catch (error) {
    if (isDuplicate(error)) return { name: { key: 'programmes.nameTaken', values: {} } };
    throw error;
  }
}
