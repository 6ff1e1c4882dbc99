/** A programme: shown once it is open; closed for good a day after it was closed, because its figures are reported. */
import { defineStates, type MoveOf, type StateOf } from '../../platform/states.ts';

const admin = ['programme-admin', 'system-admin'] as const;

export const programmeStates = defineStates('programme', {
  states: ['draft', 'open', 'closed'],
  acts: {
    create: { from: [], to: 'draft', by: admin },
    open: { from: ['draft'], to: 'open', by: admin },
    planCohort: { from: ['draft', 'open'], by: admin },
    close: { from: ['open'], to: 'closed', by: admin, publishes: 'programme.closed' },
    reopen: { from: ['closed'], to: 'open', by: admin, publishes: 'programme.reopened', undoes: 'close' },
  },
  sets: {
    draft: ['draft'],
    open: ['open'],
    closed: ['closed'],
    /** The public and the city see it. */
    shown: ['open', 'closed'],
  },
});
export type ProgrammeState = StateOf<typeof programmeStates>;
export type ProgrammeMove = MoveOf<typeof programmeStates>;
