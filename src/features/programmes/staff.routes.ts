import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { confirmed, withoutConfirmation } from '../../platform/confirmed.ts';
import { NotFound } from '../../platform/errors.ts';
import { readForm, readQuery, typedValues } from '../../platform/forms.ts';
import { guard, type GuardedRequest, withAbilities } from '../../platform/guard.ts';
import { must } from '../../platform/must.ts';
import { flash, page, pageAgain, seeOther, words } from '../../platform/page.ts';
import { pageQuery } from '../../platform/paging.ts';
import { confirmIdentity, inviteStaff, needsConfirmation } from '../accounts/index.ts';
import { loadCohort } from './cohort-place.service.ts';
import { cohortPolicy } from './programme.policy.ts';
import { programmePaths } from './programmes.paths.ts';
import { inviteForm, rolesForm } from './staff.form.ts';
import { invitePage, memberPage, staffPage, takingQuestion } from './staff.page.ts';
import { authorityFor, roleChanges, rolesGivenBy, scopeAt } from './staff.rules.ts';
import { changeRoles, listStaff } from './staff.service.ts';

export const staffRoutes = Router();

const loadPlace = withAbilities(loadCohortFor, { read: cohortPolicy.read });

staffRoutes.get(
  programmePaths.staff.pattern,
  guard(cohortPolicy.giveRoles, loadPlace, async (req, res, place) => {
    const { pageNumber } = readQuery(pageQuery, req.query);
    const staff = await listStaff(place.cohort, rolesGivenBy(req.actor, place.cohort));
    page(res, 'programmes/staff', staffPage(place, { staff, page: pageNumber }, words(res)));
  }),
);

staffRoutes.get(
  programmePaths.invite.pattern,
  guard(cohortPolicy.giveRoles, loadPlace, (req, res, place) =>
    page(res, 'programmes/invite', invitePage(place, needsConfirmation(req), words(res))),
  ),
);

staffRoutes.post(
  programmePaths.invite.pattern,
  guard(cohortPolicy.giveRoles, loadPlace, async (req, res, place) => {
    const form = readForm(inviteForm(rolesGivenBy(req.actor, place.cohort)), req.body);
    const errors = form.ok ? await confirmIdentity(req, form.value.confirmPassword) : form.errors;
    if (!form.ok || errors) {
      const model = invitePage(place, needsConfirmation(req), words(res));
      return pageAgain(res, 'programmes/invite', { ...model, values: typedValues(req.body), errors: errors ?? {} });
    }
    const { name, email, role } = form.value;
    const authority = must(authorityFor(req.actor, place.cohort, role), 'the authority to give this role');
    await inviteStaff({ name, email, role, scope: scopeAt(place.cohort, role), authority }, req.actor.id, now());
    flash(req, 'programmes.invited', { name });
    seeOther(res, programmePaths.staff(place.cohort.id));
  }),
);

staffRoutes.get(
  programmePaths.member.pattern,
  guard(cohortPolicy.changeRoles, loadMember, (req, res, subject) =>
    page(
      res,
      'programmes/member',
      memberPage({ ...subject, chosen: subject.member.roles }, needsConfirmation(req), words(res)),
    ),
  ),
);

staffRoutes.post(
  programmePaths.member.pattern,
  guard(
    cohortPolicy.changeRoles,
    loadMember,
    confirmed(askBeforeTaking, async (req, res, subject) => {
      const { place, member } = subject;
      const form = readForm(rolesForm(rolesGivenBy(req.actor, place.cohort)), req.body);
      const errors = form.ok ? await confirmIdentity(req, form.value.confirmPassword) : form.errors;
      if (!form.ok || errors) {
        const chosen = form.ok ? form.value.roles : member.roles;
        const model = memberPage({ place, member, chosen }, needsConfirmation(req), words(res));
        return pageAgain(res, 'programmes/member', { ...model, errors: errors ?? {} });
      }
      const { roles, seen } = form.value;
      await changeRoles(place.cohort, member.id, roleChanges(seen, roles), req.actor.id, now());
      flash(req, 'programmes.rolesChanged', { name: member.name });
      seeOther(res, programmePaths.staff(place.cohort.id));
    }),
  ),
);

/** The password comes first: a question carries none along. A role that is given ends nothing. */
async function askBeforeTaking(req: StaffRequest, res: Response, { place, member }: StaffSubject) {
  const form = readForm(rolesForm(rolesGivenBy(req.actor, place.cohort)), withoutConfirmation(req.body));
  if (!form.ok) return undefined;
  const { taken } = roleChanges(form.value.seen, form.value.roles);
  if (taken.length === 0 || (await confirmIdentity(req, form.value.confirmPassword))) return undefined;
  return takingQuestion(place, { member, taken }, words(res));
}

async function loadCohortFor(req: GuardedRequest<{ cohortId: string }>) {
  return { ...(await loadCohort(req)), reader: req.actor };
}

type StaffRequest = GuardedRequest<{ cohortId: string; accountId: string }>;
type StaffSubject = Awaited<ReturnType<typeof loadMember>>;

/** Somebody with a role that the reader gives; anybody else is not found, so that the page tells nothing about accounts. */
async function loadMember(req: StaffRequest) {
  const place = await loadPlace(req);
  const staff = await listStaff(place.cohort, rolesGivenBy(req.actor, place.cohort));
  const member = staff.find(({ id }) => id === req.params.accountId);
  if (!member) throw new NotFound();
  return { place, member, cohort: place.cohort, account: member.id };
}
