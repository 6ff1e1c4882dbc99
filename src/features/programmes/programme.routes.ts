import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { confirmed, type Question, withoutConfirmation } from '../../platform/confirmed.ts';
import { isDuplicate } from '../../platform/database.ts';
import { type FormErrors, readForm, readQuery, typedValues } from '../../platform/forms.ts';
import { fromWib } from '../../platform/format.ts';
import { guard, type GuardedRequest, nothing, withAbilities } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther, words } from '../../platform/page.ts';
import { pageQuery } from '../../platform/paging.ts';
import type { Able } from '../../platform/permit.ts';
import { findPeriodOddities, isSamePeriod } from '../../platform/period.rules.ts';
import { type Speech, speechOf } from '../../platform/speech.ts';
import { type Actor, scopesOf } from '../accounts/index.ts';
import { latestCurriculum, listCurricula } from '../courses/index.ts';
import { listBodiesFor, mayNameBody } from './body-choice.service.ts';
import { findBody } from './body.service.ts';
import { listCohortsOf } from './cohort.list.service.ts';
import { type ProgrammeForm, programmeForm, programmeFrom, programmeValues, usualProgramme } from './programme.form.ts';
import { oddPeriodQuestion, programmeFormPage, programmePage, programmesPage } from './programme.page.ts';
import { loadProgramme } from './programme-place.service.ts';
import { programmePolicy } from './programme.policy.ts';
import { slugOf } from './programme.rules.ts';
import { changeProgramme, createProgramme, listProgrammes, type Programme } from './programme.service.ts';
import { programmePaths } from './programmes.paths.ts';

export const programmeRoutes = Router();

const { create, manageSystem } = programmePolicy;
const loadRights = withAbilities(nothing, { create, manageSystem });
const loadOwn = withAbilities(loadProgramme, { manageSystem });
type Rights = Able<'manageSystem'>;
/** What is being changed; nothing yet of a new one. */
type Former = Rights & Partial<Programme>;
const isThere = (former: Former): former is Rights & Programme => former.id !== undefined;

programmeRoutes.get(
  programmePaths.list.pattern,
  guard(programmePolicy.list, loadRights, async (req, res, { can }) => {
    const { pageNumber } = readQuery(pageQuery, req.query);
    const only = can.manageSystem ? {} : { only: scopesOf(req.actor, 'programme-admin') };
    const listed = await listProgrammes({ ...only, page: pageNumber });
    page(res, 'programmes/index', programmesPage({ listed, can }, words(res)));
  }),
);

programmeRoutes.get(
  programmePaths.make.pattern,
  guard(programmePolicy.create, loadRights, async (req, res, rights) => {
    const model = await formPageFor(req, res, rights);
    page(res, 'programmes/programme-form', { ...model, values: usualProgramme });
  }),
);

programmeRoutes.post(
  programmePaths.make.pattern,
  guard(
    programmePolicy.create,
    loadRights,
    confirmed(askAboutTarget, async (req, res, rights) => {
      const form = readForm(programmeForm, req.body);
      const made = form.ok ? await makeProgramme(form.value, req.actor, rights) : { errors: form.errors };
      if ('errors' in made) return showFormAgain(req, res, rights, made.errors);
      flash(req, 'programmes.made', { name: made.name[speechOf(res).lang] });
      seeOther(res, programmePaths.one(made.id));
    }),
  ),
);

programmeRoutes.get(
  programmePaths.one.pattern,
  guard(programmePolicy.manage, loadProgramme, async (req, res, programme) => {
    const { pageNumber } = readQuery(pageQuery, req.query);
    const [body, listed] = await Promise.all([
      findBody(programme.body),
      listCohortsOf(programme.id, { page: pageNumber }),
    ]);
    const model = programmePage(programme, { body, listed, now: now() }, speechOf(res));
    page(res, 'programmes/programme', model);
  }),
);

programmeRoutes.get(
  programmePaths.change.pattern,
  guard(programmePolicy.manage, loadOwn, async (req, res, programme) => {
    const model = await formPageFor(req, res, programme);
    page(res, 'programmes/programme-form', { ...model, values: programmeValues(programme) });
  }),
);

programmeRoutes.post(
  programmePaths.change.pattern,
  guard(
    programmePolicy.manage,
    loadOwn,
    confirmed<Record<string, string>, Rights & Programme>(askAboutTarget, async (req, res, programme) => {
      const form = readForm(programmeForm, req.body);
      if (!form.ok) return showFormAgain(req, res, programme, form.errors);
      const scheme = await schemeOf(form.value.course);
      if (scheme === undefined) return showFormAgain(req, res, programme, courseUnknown);
      if (!(await mayNameBody(req.actor, form.value.body))) return showFormAgain(req, res, programme, bodyUnknown);
      await changeProgramme(programme.id, form.value.revision ?? 0, programmeFrom(form.value, scheme), req.actor.id);
      flash(req, 'programmes.changed');
      seeOther(res, programmePaths.one(programme.id));
    }),
  ),
);

/** A target of years ago or for more than ten years is seldom meant. One that stays as it was is not asked about. */
async function askAboutTarget(req: GuardedRequest, res: Response, former: Former): Promise<Question | undefined> {
  const programme = isThere(former) ? former : undefined;
  const values = withoutConfirmation(req.body);
  const form = readForm(programmeForm, values);
  if (!form.ok) return undefined;
  const target = { from: fromWib(form.value.targetFrom), until: fromWib(form.value.targetUntil, '23:59') };
  // A new programme whose target is over is refused.
  const oddities = findPeriodOddities(target, 10, now()).filter(({ kind }) => programme || kind !== 'over');
  if (isSamePeriod(target, programme?.target) || oddities.length === 0) return undefined;
  const model = await formPageFor(req, res, former);
  return {
    ...oddPeriodQuestion('oddTargetTitle', '', oddities, words(res)),
    back: programme ? programmePaths.one(programme.id) : programmePaths.list(),
    change: () => page(res, 'programmes/programme-form', { ...model, values }),
  };
}

const targetOver: FormErrors = { targetUntil: { key: 'programmes.targetOver', values: {} } };
const courseUnknown: FormErrors = { course: { key: 'platform.chooseOne', values: {} } };
const bodyUnknown: FormErrors = { body: { key: 'platform.chooseOne', values: {} } };
const schemeOf = async (course: string) => (await latestCurriculum(course))?.scheme;

/** Whoever makes a programme runs it; a system admin, who reaches all of them, needs no role for that. */
async function makeProgramme(
  form: ProgrammeForm,
  actor: Actor,
  { can }: Rights,
): Promise<Programme | { errors: FormErrors }> {
  if (fromWib(form.targetUntil, '23:59') <= now()) return { errors: targetOver };
  const scheme = await schemeOf(form.course);
  if (scheme === undefined) return { errors: courseUnknown };
  if (!(await mayNameBody(actor, form.body))) return { errors: bodyUnknown };
  const adminId = can.manageSystem ? undefined : actor.id;
  const input = { ...programmeFrom(form, scheme), slug: slugOf(form.nameId) };
  try {
    return await createProgramme(input, actor.id, now(), adminId);
  } catch (error) {
    if (isDuplicate(error)) return { errors: { nameId: { key: 'programmes.nameTaken', values: {} } } };
    throw error;
  }
}

async function loadChoices(actor: Actor, { lang }: Speech) {
  const [published, bodies] = await Promise.all([listCurricula(), listBodiesFor(actor)]);
  const slugs = [...new Set(published.map(({ slug }) => slug))];
  const latest = await Promise.all(slugs.map((slug) => latestCurriculum(slug)));
  const courses = latest.flatMap((course) => (course ? [{ value: course.slug, text: course.title[lang] }] : []));
  return { courses, bodies };
}

async function formPageFor({ actor }: GuardedRequest, res: Response, former: Former) {
  const speech = speechOf(res);
  const choices = { ...(await loadChoices(actor, speech)), can: former.can };
  return programmeFormPage(isThere(former) ? former : undefined, choices, speech);
}

async function showFormAgain(req: GuardedRequest, res: Response, former: Former, errors: FormErrors) {
  const model = await formPageFor(req, res, former);
  pageAgain(res, 'programmes/programme-form', { ...model, values: typedValues(req.body), errors });
}
