/** Keeping the register of assessors. */
import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { confirmed, type Question, withoutConfirmation } from '../../platform/confirmed.ts';
import { isDuplicate } from '../../platform/database.ts';
import { NotFound } from '../../platform/errors.ts';
import { fromWib } from '../../platform/format.ts';
import { type FormErrors, readForm, readQuery } from '../../platform/forms.ts';
import { guard, type GuardedRequest, nothing, type SignedIn } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther } from '../../platform/page.ts';
import { pageQuery } from '../../platform/paging.ts';
import { speechOf } from '../../platform/speech.ts';
import { findPeople, findPerson, scopesOf } from '../accounts/index.ts';
import { type Assessor, changeAssessor, findAssessor, listAssessors, registerAssessor } from './assessor.service.ts';
import { assessorPaths } from './assessors.paths.ts';
import { assessorForm, newAssessorForm } from './register.form.ts';
import { entryPage, entryQuestion, registerPage } from './register.page.ts';
import { registerPolicy } from './register.policy.ts';
import { listCandidatesForRegister, listSchemesOf } from './register.service.ts';

export const registerRoutes = Router();

type Params = { assessorId: string };
const bodiesOf = (actor: SignedIn) => scopesOf(actor, 'certification-manager');

registerRoutes.get(
  assessorPaths.list.pattern,
  guard(registerPolicy.list, nothing, async (req, res) => {
    const { pageNumber } = readQuery(pageQuery, req.query);
    const bodies = bodiesOf(req.actor);
    const [found, schemes] = await Promise.all([listAssessors(bodies, pageNumber), listSchemesOf(bodies)]);
    const names = await findPeople(found.items.map(({ account }) => account));
    page(res, 'assessors/register', registerPage(found, { schemes, names }, speechOf(res), now()));
  }),
);

registerRoutes.get(
  assessorPaths.make.pattern,
  guard(registerPolicy.list, nothing, async (req, res) =>
    page(res, 'assessors/register-entry', await newEntryModel(req.actor, res)),
  ),
);

registerRoutes.post(
  assessorPaths.make.pattern,
  guard(
    registerPolicy.list,
    nothing,
    confirmed(askAboutEntry, async (req, res) => {
      const form = readForm(newAssessorForm, req.body);
      const model = await newEntryModel(req.actor, res);
      const refuse = (errors: FormErrors) =>
        pageAgain(res, 'assessors/register-entry', { ...model, values: form.ok ? req.body : form.values, errors });
      if (!form.ok) return refuse(form.errors);
      const { person, from, until, ...entry } = form.value;
      if (!model.people.some(({ value }) => value === person)) return refuse(choosePerson);
      const [body, account] = person.split('.') as [string, string];
      const licence = { from: fromWib(from), until: fromWib(until) };
      const made = await unlessKnown(registerAssessor({ ...entry, licence, body, account }, req.actor.id));
      if (!made) return refuse(registrationTaken);
      flash(req, 'assessors.assessorRegistered');
      seeOther(res, assessorPaths.list());
    }),
  ),
);

registerRoutes.get(
  assessorPaths.one.pattern,
  guard(registerPolicy.keep, loadEntry, async (_req, res, { entry }) =>
    page(res, 'assessors/register-entry', await entryModel(entry, res)),
  ),
);

registerRoutes.post(
  assessorPaths.one.pattern,
  guard(
    registerPolicy.keep,
    loadEntry,
    confirmed(askAboutChange, async (req, res, { entry }) => {
      const form = readForm(assessorForm, req.body);
      const model = await entryModel(entry, res);
      const refuse = (errors: FormErrors) =>
        pageAgain(res, 'assessors/register-entry', { ...model, values: form.ok ? req.body : form.values, errors });
      if (!form.ok) return refuse(form.errors);
      const { from, until, revision, ...changes } = form.value;
      const licence = { from: fromWib(from), until: fromWib(until) };
      const changed = await unlessKnown(changeAssessor(entry.id, revision, { ...changes, licence }, req.actor.id));
      if (!changed) return refuse(registrationTaken);
      flash(req, 'assessors.assessorChanged');
      seeOther(res, assessorPaths.list());
    }),
  ),
);

/** A licence with days that are seldom meant; what is refused anyway is not asked about. */
async function askAboutEntry(req: GuardedRequest, res: Response): Promise<Question | undefined> {
  const form = readForm(newAssessorForm, withoutConfirmation(req.body));
  if (!form.ok) return undefined;
  const model = await newEntryModel(req.actor, res);
  const question = entryQuestion(entryIn(form.value), undefined, now(), speechOf(res));
  const values = withoutConfirmation(req.body);
  return question && { ...question, change: () => page(res, 'assessors/register-entry', { ...model, values }) };
}

/** The same, and what the change takes away from the assessor. */
async function askAboutChange(req: GuardedRequest<Params>, res: Response, { entry }: { entry: Assessor }) {
  const form = readForm(assessorForm, withoutConfirmation(req.body));
  if (!form.ok) return undefined;
  const [person, schemes] = await Promise.all([findPerson(entry.account), listSchemesOf([entry.body])]);
  const known = { entry, name: person?.name ?? entry.registration, schemes };
  return entryQuestion(entryIn(form.value), known, now(), speechOf(res));
}

const entryIn = ({ from, until, schemes }: { from: string; until: string; schemes: string[] }) => ({
  licence: { from: fromWib(from), until: fromWib(until) },
  schemes,
});

const choosePerson: FormErrors = { person: { key: 'platform.chooseOne', values: {} } };
const registrationTaken: FormErrors = { registration: { key: 'assessors.registrationTaken', values: {} } };

/** Undefined when a unique index of the register already holds what was entered. */
async function unlessKnown(entering: Promise<Assessor>): Promise<Assessor | undefined> {
  try {
    return await entering;
  } catch (error) {
    if (isDuplicate(error)) return undefined;
    throw error;
  }
}

async function loadEntry(req: GuardedRequest<Params>): Promise<{ entry: Assessor }> {
  const entry = await findAssessor({ _id: req.params.assessorId, body: bodiesOf(req.actor) });
  if (!entry) throw new NotFound();
  return { entry };
}

async function newEntryModel(actor: SignedIn, res: Response) {
  const bodies = bodiesOf(actor);
  const [people, schemes] = await Promise.all([listCandidatesForRegister(bodies), listSchemesOf(bodies)]);
  return entryPage({ people, schemes }, speechOf(res));
}

async function entryModel(entry: Assessor, res: Response) {
  const [person, schemes] = await Promise.all([findPerson(entry.account), listSchemesOf([entry.body])]);
  return entryPage({ people: [], schemes, entry, name: person?.name ?? entry.registration }, speechOf(res));
}
