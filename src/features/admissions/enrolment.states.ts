/** A person's seat in a cohort. Completing is no state: a learner who has completed keeps the seat. */
import { defineStates, type StateOf } from '../../platform/states.ts';

export const enrolmentStates = defineStates('enrolment', {
  states: ['active', 'withdrawn'],
  acts: {
    admit: { from: [], to: 'active', by: 'verifier', publishes: 'learner.admitted' },
  },
  sets: {
    seated: ['active'],
    left: ['withdrawn'],
  },
});
export type EnrolmentState = StateOf<typeof enrolmentStates>;
