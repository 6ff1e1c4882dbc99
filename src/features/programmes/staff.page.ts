import type { Question } from '../../platform/confirmed.ts';
import type { PageModel } from '../../platform/page.ts';
import type { Translate } from '../../platform/i18n.ts';
import { cutPage, pagerOf } from '../../platform/paging.ts';
import type { Able } from '../../platform/permit.ts';
import type { Actor } from '../accounts/index.ts';
import { cohortCrumbs } from './cohort.page.ts';
import type { Cohort } from './cohort.service.ts';
import type { Programme } from './programme.service.ts';
import { programmePaths } from './programmes.paths.ts';
import { otherGivers, rolesGivenBy, type StaffMember, type StaffRole } from './staff.rules.ts';

/** A cohort to somebody who gives roles there. */
type Place = Readonly<{ cohort: Cohort; programme: Programme; reader: Actor }> & Able<'read'>;

/** A certification manager gives roles at cohorts whose own page is not for them. */
const crumbsOf = (place: Place, here: string) =>
  place.can.read ? cohortCrumbs(place, here) : [{ text: place.cohort.name }, { text: here }];

/** Nobody is shown a role that they do not give; instead, whom to ask for it. */
const givingOf = ({ cohort, reader }: Place, t: Translate) => ({
  roleOptions: rolesGivenBy(reader, cohort).map((role) => ({
    value: role,
    text: t(`accounts.role.${role}`),
    hint: t(`programmes.roleHint.${role}`),
  })),
  givenElsewhere: otherGivers(reader, cohort).map((giver) => t(`programmes.givenBy.${giver}`)),
});

/** Everybody's name leads to their roles, but one's own: nobody changes those. */
export function staffPage(
  place: Place,
  { staff, page }: { staff: readonly StaffMember[]; page: number },
  t: Translate,
): PageModel {
  const listed = cutPage(staff, { page });
  return {
    title: t('programmes.staffTitle'),
    crumbs: crumbsOf(place, t('programmes.staffTitle')),
    cohort: place.cohort,
    givenElsewhere: givingOf(place, t).givenElsewhere,
    staff: listed.items.map(({ id, name, roles }) => ({
      name,
      href: id === place.reader.id ? undefined : programmePaths.member(place.cohort.id, id),
      roles: roles.map((role) => t(`accounts.role.${role}`)),
    })),
    ...pagerOf(listed, programmePaths.staff(place.cohort.id)),
  };
}

export const invitePage = (place: Place, needsConfirmation: boolean, t: Translate): PageModel => ({
  title: t('programmes.inviteTitle'),
  crumbs: crumbsOf(place, t('programmes.inviteTitle')),
  action: programmePaths.invite(place.cohort.id),
  ...givingOf(place, t),
  needsConfirmation,
});

export const memberPage = (
  { place, member, chosen }: { place: Place; member: StaffMember; chosen: readonly StaffRole[] },
  needsConfirmation: boolean,
  t: Translate,
): PageModel => ({
  title: member.name,
  crumbs: crumbsOf(place, member.name),
  action: programmePaths.member(place.cohort.id, member.id),
  seen: member.roles,
  chosen,
  ...givingOf(place, t),
  needsConfirmation,
});

/** Where a role ends at once, and what it opened with it. */
export const takingQuestion = (
  place: Place,
  { member, taken }: { member: StaffMember; taken: readonly StaffRole[] },
  t: Translate,
): Question => ({
  title: t('programmes.takeTitle', { name: member.name }),
  crumbs: crumbsOf(place, member.name),
  consequences: [
    t('programmes.takeRoles', { roles: taken.map((role) => t(`accounts.role.${role}`)).join(', ') }),
    t('programmes.takeSays', { name: member.name }),
  ],
  button: t('programmes.takeButton'),
  back: programmePaths.member(place.cohort.id, member.id),
});
