/** An application, from the first saved step to what became of it. */
import { defineStates, type StateOf } from '../../platform/states.ts';

export const applicationStates = defineStates('application', {
  states: ['draft', 'submitted', 'needs-fixing', 'accepted', 'refused', 'withdrawn'],
  acts: {
    begin: { from: [], to: 'draft', by: 'applicant' },
    submit: { from: ['draft', 'needs-fixing'], to: 'submitted', by: 'applicant' },
    decideCheck: { from: ['submitted'], by: 'verifier' },
    sendBack: { from: ['submitted'], to: 'needs-fixing', by: 'verifier' },
    accept: { from: ['submitted'], to: 'accepted', by: 'verifier' },
    refuse: { from: ['submitted'], to: 'refused', by: 'verifier' },
    withdraw: { from: ['submitted', 'needs-fixing'], to: 'withdrawn', by: 'applicant' },
    beginAgain: { from: ['withdrawn'], to: 'draft', by: 'applicant' },
  },
  sets: {
    draft: ['draft'],
    undecided: ['draft', 'submitted', 'needs-fixing'],
    withApplicant: ['draft', 'needs-fixing'],
    fixing: ['needs-fixing'],
    withVerifiers: ['submitted'],
    /** Sent, and nobody has decided. */
    pending: ['submitted', 'needs-fixing'],
    /** What verifiers see: drafts are the applicant's alone, and so is what was taken back. */
    sent: ['submitted', 'needs-fixing', 'accepted', 'refused'],
    /** What it says must not change meanwhile. */
    reviewed: ['submitted', 'accepted'],
    /** What its applicant still has to look at: no seat came of it. */
    seatless: ['draft', 'submitted', 'needs-fixing', 'refused'],
    accepted: ['accepted'],
    refused: ['refused'],
    withdrawn: ['withdrawn'],
  },
});
export type ApplicationState = StateOf<typeof applicationStates>;
