import { foundFor } from '../../platform/permit.ts';
import type { Actor } from '../accounts/index.ts';
import { programmePolicy } from './programme.policy.ts';
import { findProgramme, type Programme } from './programme.service.ts';

/** For routes about a programme. One that the person does not run does not exist for them. */
export async function loadProgramme({
  params,
  actor,
}: {
  params: { programmeId: string };
  actor: Actor;
}): Promise<Programme> {
  return foundFor(programmePolicy.manage, actor, await findProgramme(params.programmeId));
}
