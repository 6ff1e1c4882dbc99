/** An account: whoever has one signs in, until it is disabled. Invitations are links, and not yet accounts. */
import { defineStates, type StateOf } from '../../platform/states.ts';

export const accountStates = defineStates('account', {
  states: ['active', 'disabled'],
  acts: {
    open: { from: [], to: 'active', by: 'anybody' },
    resetPassword: { from: ['active'], by: 'owner' },
    takeEmail: { from: ['active'], by: 'owner' },
  },
  sets: { active: ['active'] },
});
export type AccountState = StateOf<typeof accountStates>;
