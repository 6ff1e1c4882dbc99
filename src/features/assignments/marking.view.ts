import { findPeople } from '../accounts/index.ts';
import { assignmentOf, findCurriculum } from '../courses/index.ts';
import { findCohorts } from '../programmes/index.ts';
import { listQueue } from './queue.service.ts';

type Wanted = Omit<Parameters<typeof listQueue>[0], 'cohorts'> & Readonly<{ cohort: string | undefined }>;

/** A page of the works in an instructor's cohorts, or in one of them, with what names them. */
export async function gatherQueue(own: readonly string[], { cohort, ...wanted }: Wanted) {
  const listed = await listQueue({ ...wanted, cohorts: cohort ? [cohort] : own });
  const ids = listed.items.flatMap(({ account, markedBy }) => [account, markedBy ?? account]);
  const [cohorts, people, items] = await Promise.all([
    findCohorts(own),
    findPeople(ids),
    Promise.all(listed.items.map(withTitle)),
  ]);
  return { listed: { ...listed, items }, cohorts, people };
}

async function withTitle<Entry extends { curriculum: string; assignment: string }>(entry: Entry) {
  const title = assignmentOf(await findCurriculum(entry.curriculum), entry.assignment)?.title;
  return { ...entry, title };
}
