/** A cohort, as its admins move it. What it is at for those who learn, the days say: `cohortPhase`. */
import { defineStates, type MoveOf, type StateOf } from '../../platform/states.ts';

const admin = ['programme-admin', 'system-admin'] as const;

export const cohortStates = defineStates('cohort', {
  states: ['planned', 'open', 'running', 'ended'],
  acts: {
    plan: { from: [], to: 'planned', by: admin },
    open: { from: ['planned'], to: 'open', by: admin },
    closeApplications: { from: ['open'], to: 'running', by: admin },
    end: { from: ['running'], to: 'ended', by: admin, publishes: 'cohort.ended' },
    reopenApplications: { from: ['running'], to: 'open', by: admin, undoes: 'closeApplications' },
    reopen: { from: ['ended'], to: 'running', by: admin, publishes: 'cohort.reopened', undoes: 'end' },
    changeSeats: { from: ['planned', 'open', 'running'], by: admin },
    takeSeat: { from: ['planned', 'open', 'running'], by: 'verifier' },
  },
  sets: {
    planned: ['planned'],
    takesApplications: ['open'],
    upcoming: ['planned', 'open'],
    running: ['running'],
    ended: ['ended'],
    notEnded: ['planned', 'open', 'running'],
    /** It was opened, whatever came then. */
    opened: ['open', 'running', 'ended'],
  },
});
export type CohortState = StateOf<typeof cohortStates>;
export type CohortMove = MoveOf<typeof cohortStates>;
