/** A learner's work on an assignment. That somebody has begun to mark it is no state: `workStateOf` says it. */
import { defineStates, type StateOf } from '../../platform/states.ts';

export const submissionStates = defineStates('submission', {
  states: ['draft', 'submitted', 'returned', 'accepted'],
  acts: {
    begin: { from: [], to: 'draft', by: 'learner' },
    save: { from: ['draft', 'returned'], by: 'learner' },
    send: { from: ['draft', 'returned'], to: 'submitted', by: 'learner', publishes: 'submission.sent' },
    saveMarks: { from: ['submitted'], by: 'instructor' },
    return: { from: ['submitted'], to: 'returned', by: 'instructor', publishes: 'submission.marked' },
    accept: { from: ['submitted'], to: 'accepted', by: 'instructor', publishes: 'submission.marked' },
  },
  sets: {
    draft: ['draft'],
    waiting: ['submitted'],
    returned: ['returned'],
    accepted: ['accepted'],
    /** Marks were given for what was sent last. */
    marked: ['returned', 'accepted'],
  },
});
export type StoredState = StateOf<typeof submissionStates>;
