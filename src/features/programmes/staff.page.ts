import type { PageModel } from '../../platform/page.ts';
import type { Translate } from '../../platform/i18n.ts';
import { cohortCrumbs } from './cohort.page.ts';
import type { Cohort } from './cohort.service.ts';
import type { Programme } from './programme.service.ts';
import { type StaffMember, type StaffRole, staffRoles } from './staff.rules.ts';

type Place = Readonly<{ cohort: Cohort; programme: Programme }>;
const pageSize = 25;

const roleOptions = (t: Translate) =>
  staffRoles.map((role) => ({
    value: role,
    text: t(`programmes.role.${role}`),
    hint: t(`programmes.roleHint.${role}`),
  }));

/** Everybody's name leads to their roles, but one's own: nobody changes those. */
export function staffPage(
  place: Place,
  { staff, reader, page }: { staff: readonly StaffMember[]; reader: string; page: number },
  t: Translate,
): PageModel {
  const pages = Math.max(1, Math.ceil(staff.length / pageSize));
  const current = Math.min(page, pages);
  return {
    title: t('programmes.staffTitle'),
    crumbs: cohortCrumbs(place, t('programmes.staffTitle')),
    cohort: place.cohort,
    staff: staff.slice((current - 1) * pageSize, current * pageSize).map(({ id, name, roles }) => ({
      name,
      href: id === reader ? undefined : `/angkatan/${place.cohort.id}/staf/${id}`,
      roles: roles.map((role) => t(`programmes.role.${role}`)),
    })),
    page: current,
    pages,
    pathOf: (number: number) => `/angkatan/${place.cohort.id}/staf?halaman=${number}`,
  };
}

export const invitePage = (place: Place, needsConfirmation: boolean, t: Translate): PageModel => ({
  title: t('programmes.inviteTitle'),
  crumbs: cohortCrumbs(place, t('programmes.inviteTitle')),
  action: `/angkatan/${place.cohort.id}/staf/undang`,
  roleOptions: roleOptions(t),
  needsConfirmation,
});

export const memberPage = (
  { place, member, chosen }: { place: Place; member: StaffMember; chosen: readonly StaffRole[] },
  needsConfirmation: boolean,
  t: Translate,
): PageModel => ({
  title: member.name,
  crumbs: cohortCrumbs(place, member.name),
  action: `/angkatan/${place.cohort.id}/staf/${member.id}`,
  seen: member.roles,
  chosen,
  roleOptions: roleOptions(t),
  needsConfirmation,
});
