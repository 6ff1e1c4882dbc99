/** The minute of a panel: every change takes the signatures off it, the last signature closes it. */
import { defineStates, type StateOf } from '../../platform/states.ts';

export const minuteStates = defineStates('minute', {
  states: ['draft', 'closed'],
  acts: {
    write: { from: [], to: 'draft', by: 'panel-member' },
    change: { from: ['draft'], by: 'panel-member' },
    sign: { from: ['draft'], by: 'panel-member' },
    close: { from: ['draft'], to: 'closed', by: 'panel-member' },
  },
  sets: {
    draft: ['draft'],
    closed: ['closed'],
  },
});
export type MinuteState = StateOf<typeof minuteStates>;
