/** A panel and its minute, brought as far as a test needs it by the services that the pages call. */
import { signMinute, type Signing } from '../../src/features/panels/signing.service.ts';
import { addCases } from '../../src/features/panels/agenda.service.ts';
import { openMinute } from '../../src/features/panels/meeting.service.ts';
import { findMinute, type Minute } from '../../src/features/panels/minute.service.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { aMember, at } from '../assessments/a-case.ts';

export const aPanel = (cohort: Cohort, size = 3) =>
  Promise.all(Array.from({ length: size }, () => aMember('panel-member', cohort.body)));

/** A draft with these cases before the given members, the first of whom leads. */
export async function aMinute(
  cohort: Cohort,
  members: readonly { id: string }[],
  cases: readonly { id: string }[],
  now = at,
): Promise<Minute> {
  const ids = members.map(({ id }) => id);
  const meeting = { heldOn: now, place: 'BLK Uji', members: ids, chair: ids[0]! };
  const minute = await openMinute(cohort.body, meeting, ids[0]!, now);
  await addCases(
    minute,
    cases.map(({ id }) => id),
    ids[0]!,
  );
  return (await findMinute(minute.id, [cohort.body]))!;
}

/** Every member signs; what came of the last signature. */
export async function signAll(minute: Minute, members: readonly { id: string }[], now = at): Promise<Signing> {
  let signing: Signing | undefined;
  for (const { id } of members) signing = await signMinute(minute, id, now);
  return signing!;
}
