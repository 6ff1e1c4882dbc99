/** How a school opens: its administrator, its programme and cohort, and everybody who works there. */
import type { Role } from '../../../src/features/accounts/index.ts';
import { linkIn } from '../../accounts/letters.ts';
import type { Person } from './person.ts';

export async function becomeAdministrator(admin: Person, link: string): Promise<void> {
  await admin.open(new URL(link).pathname);
  await admin.submit('', { name: admin.name, email: admin.contact, password: admin.password });
  await admin.setUpSecondFactor();
}

export async function registerBody(admin: Person, name: string): Promise<void> {
  await admin.visit('/program/lembaga');
  await admin.submit('/program/lembaga', {
    name,
    panelMinimum: '3',
    firstName: 'Handoko Setiawan',
    firstRoleId: 'Kepala Sekolah Ekspor',
    firstRoleEn: 'Head of the Export School',
    secondName: 'Agus Prasetyo',
    secondRoleId: 'Manajer Sertifikasi',
    secondRoleEn: 'Certification Manager',
  });
}

export async function registerCentre(admin: Person, name: string): Promise<void> {
  await admin.visit('/program/balai');
  const address = 'Jalan KH Hasyim Ashari 12, Cipondoh';
  await admin.submit('/program/balai', { name, address, city: '36.71', capacity: '40' });
}

/** A programme with the real course, opened; returns its path. */
export async function openProgramme(admin: Person, body: string): Promise<string> {
  await admin.visit('/program/baru');
  await admin.submit('/program/baru', {
    nameId: 'Sekolah Ekspor Kota Tangerang',
    nameEn: 'Export School of Tangerang City',
    summaryId: 'Pelatihan gratis satu semester sampai uji kompetensi dan sertifikat eksportir.',
    summaryEn: 'Free training of one semester, up to the exam and the exporter certificate.',
    organiser: 'Dinas Ketenagakerjaan Kota Tangerang',
    course: 'ekspor-pemula',
    body: admin.choiceOf('body', body),
    targetCount: '1.000',
    targetFrom: '2027-01-01',
    targetUntil: '2028-12-31',
  });
  const { path } = admin;
  await admin.submit('/keadaan');
  return path;
}

/** A cohort that takes applications; returns its id. */
export async function openCohort(
  admin: Person,
  programme: string,
  { centre, seats }: { centre: string; seats: number },
): Promise<string> {
  await admin.visit(`${programme}/angkatan/baru`);
  await admin.submit('/angkatan/baru', {
    number: '1',
    name: 'Angkatan 1',
    curriculum: admin.choiceOf('curriculum', '3 modul'),
    centre: admin.choiceOf('centre', centre),
    seats: String(seats),
    applicationsUntil: '2027-01-31',
    startsOn: '2027-02-08',
    endsOn: '2027-06-27',
    examOn: '2027-07-10',
  });
  await admin.submit('/keadaan');
  return admin.path.split('/').at(-1)!;
}

/** Invites somebody by e-mail, who then follows the link in the letter. */
export async function invite(admin: Person, cohort: string, member: Person, role: Role): Promise<void> {
  await admin.visit(`/angkatan/${cohort}/staf/undang`);
  await admin.submit('/undang', { name: member.name, email: member.contact, role, ...admin.confirmation() });
  await member.open(await linkIn(member.contact, '/undangan/'));
  await member.submit('', { name: member.name, password: member.password, agreed: 'on' });
  await member.setUpSecondFactor();
}

/** Gives somebody who works here these roles, and no other. */
export async function giveRoles(admin: Person, cohort: string, member: Person, roles: Role[]): Promise<void> {
  await admin.visit(`/angkatan/${cohort}/staf`);
  await admin.follow(member.name);
  await admin.submit(admin.path.split('/').at(-1)!, { roles, ...admin.confirmation() });
}

export type RegisterEntry = Readonly<{ registration: string; until: string }>;

export async function registerAssessor(manager: Person, assessor: Person, entry: RegisterEntry): Promise<void> {
  await manager.visit('/sertifikasi/asesor/baru');
  await manager.submit('/asesor/baru', {
    ...entry,
    person: manager.choiceOf('person', assessor.name),
    from: '2025-01-01',
    schemes: manager.choiceOf('schemes', 'Persiapan Ekspor'),
    capacity: '4',
  });
}

export async function beginTerm(admin: Person, cohort: string): Promise<void> {
  await admin.visit(`/angkatan/${cohort}`);
  await admin.submit('/keadaan');
}
