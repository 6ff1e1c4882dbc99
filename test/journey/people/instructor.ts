/** An instructor marks the queue by rubric and keeps the register of class sessions. */
import { moveTo } from '../calendar.ts';
import * as learner from './learner.ts';
import type { Person } from './person.ts';

/** Opens the work of this learner from the queue. */
export async function openWork(instructor: Person, sender: Person): Promise<void> {
  await instructor.visit('/penilaian');
  await instructor.follow(sender.name);
}

/** The names of the rubric's levels on the page that is open. */
const levelsOn = (instructor: Person) => [
  ...new Set(instructor.page.querySelectorAll('[name^=level-]').map((input) => input.getAttribute('name')!)),
];

/** Gives the second level of the first criterion, with what has to be better, and the next one of all others. */
export async function returnWork(instructor: Person, comment: string): Promise<void> {
  const [first, ...others] = levelsOn(instructor);
  const levels = Object.fromEntries(others.map((name) => [name, '2']));
  const weak = { [first!]: '1', [first!.replace('level', 'comment')]: comment };
  await instructor.submit(instructor.path, { ...levels, ...weak, decision: 'returned' });
}

export async function acceptWork(instructor: Person): Promise<void> {
  const levels = Object.fromEntries(levelsOn(instructor).map((name) => [name, '2']));
  await instructor.submit(instructor.path, { ...levels, comment: 'Jelas dan lengkap.', decision: 'accepted' });
}

/** One assignment of a learner, sent and accepted at once. */
export async function sendAndAccept(instructor: Person, sender: Person, cohort: string, id: string): Promise<void> {
  await learner.sendWork(sender, cohort, { id, text: 'Terlampir.', file: await learner.pdf(id) });
  await openWork(instructor, sender);
  await acceptWork(instructor);
}

/** Plans a class session of three hours, waits until it begins, and takes the attendance. */
export async function holdSession(
  instructor: Person,
  cohort: string,
  { day, topic, absent = [] }: { day: string; topic: string; absent?: readonly Person[] },
): Promise<void> {
  await instructor.visit(`/kelas/${cohort}/pertemuan/baru`);
  const place = 'BLK Cipondoh, ruang 2';
  await instructor.submit('/pertemuan/baru', { day, from: '09:00', until: '12:00', place, topic });
  moveTo(day, '09:05');
  await instructor.visit(`/kelas/${cohort}/pertemuan`);
  await instructor.follow(topic);
  await instructor.submit(instructor.path, statusesOn(instructor, absent));
}

/** Everybody on the list is present but those who are named. */
function statusesOn(instructor: Person, absent: readonly Person[]): Record<string, string> {
  const rows = instructor.page.querySelectorAll('fieldset:has([name^=status-])');
  return Object.fromEntries(
    rows.map((row) => {
      const isAbsent = absent.some(({ name }) => row.querySelector('legend')!.text.includes(name));
      return [row.querySelector('input')!.getAttribute('name')!, isAbsent ? 'absent' : 'present'];
    }),
  );
}
