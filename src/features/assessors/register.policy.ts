import { type Verdict, yesIf } from '../../platform/permit.ts';
import { type Actor, holds, holdsAnywhere } from '../accounts/index.ts';

export const registerPolicy = {
  list: (actor: Actor): Verdict =>
    yesIf(holdsAnywhere(actor, 'certification-manager'), 'assessors.refused.managerOnly'),

  keep: (actor: Actor, { entry }: { entry: { body: string } }): Verdict =>
    yesIf(holds(actor, 'certification-manager', entry.body), 'assessors.refused.managerOnly'),
};
