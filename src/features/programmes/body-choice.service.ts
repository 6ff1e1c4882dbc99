/** Which certification bodies somebody may name in a programme. */
import { type Actor, scopesOf } from '../accounts/index.ts';
import { type CertificationBody, findBodies, findBody, listAllBodies } from './body.service.ts';
import { programmePolicy } from './programme.policy.ts';
import { findProgrammes } from './programme.service.ts';

const isSystemAdmin = (actor: Actor) => programmePolicy.manageSystem(actor).allowed;

/** All of them to a system admin; to a programme admin those that a system admin gave to programmes of theirs. */
export async function listBodiesFor(actor: Actor): Promise<CertificationBody[]> {
  if (isSystemAdmin(actor)) return listAllBodies();
  const programmes = await findProgrammes(scopesOf(actor, 'programme-admin'));
  return findBodies([...new Set([...programmes.values()].map(({ body }) => body))]);
}

/** Naming a body sends it candidates, so nobody brings one in but a system admin. */
export async function mayNameBody(actor: Actor, bodyId: string): Promise<boolean> {
  if (isSystemAdmin(actor)) return (await findBody(bodyId)) !== undefined;
  return (await listBodiesFor(actor)).some(({ id }) => id === bodyId);
}
