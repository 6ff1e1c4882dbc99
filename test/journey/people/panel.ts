/** A panel meets: its leader opens the minute and takes up cases, and everybody present signs it. */
import { formatterFor, isoDay } from '../../../src/platform/format.ts';
import { today } from '../calendar.ts';
import type { Person } from './person.ts';

/** Opens a minute of today with these members present, the first of whom leads. */
export async function openMinute(chair: Person, members: readonly Person[]): Promise<void> {
  await chair.visit('/pleno/baru');
  await chair.submit('/pleno/baru', {
    heldOn: isoDay(today()),
    heldAt: formatterFor('en').time(today()).slice(0, 5),
    place: 'Kantor Sekolah Ekspor',
    members: members.map(({ name }) => chair.choiceOf('members', name)),
    chair: chair.choiceOf('chair', chair.name),
  });
}

/** Takes up the cases of these people in the minute that is open. */
export async function takeUp(chair: Person, candidates: readonly Person[]): Promise<void> {
  await chair.submit('/kasus', { cases: candidates.map(({ name }) => chair.choiceOf('cases', name)) });
}

/** Changes who was present in the minute that is open. */
export async function changeMembers(chair: Person, members: readonly Person[]): Promise<void> {
  await chair.follow('/susunan');
  await chair.submit('/susunan', { members: members.map(({ name }) => chair.choiceOf('members', name)) });
}

/** The leader signs first; the minute is closed by the last of the others. */
export async function sign(chair: Person, others: readonly Person[]): Promise<void> {
  await chair.submit('/tanda-tangan', chair.confirmation());
  for (const member of others) {
    await member.visit(chair.path);
    await member.submit('/tanda-tangan', member.confirmation());
  }
}
