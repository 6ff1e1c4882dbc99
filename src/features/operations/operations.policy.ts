/** Who looks after the machine. It gives no right to anything about a learner. */
import { yesIf } from '../../platform/permit.ts';
import { type Actor, holds, wholeSystem } from '../accounts/index.ts';

export const operationsPolicy = {
  operate: (actor: Actor) => yesIf(holds(actor, 'system-admin', wholeSystem), 'operations.refused.systemAdminsOnly'),
};
