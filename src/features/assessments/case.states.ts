/** One candidate's way through one competency exam. Acts with a panel are those of the feature panels. */
import { defineStates, type StateOf } from '../../platform/states.ts';

export const caseStates = defineStates('case', {
  states: [
    /** Nobody has been found yet. */
    'awaiting-assessor',
    /** Offered to an assessor who has not answered. */
    'offered',
    /** Accepted: self-assessment and consent are being completed. */
    'preparing',
    'assessing',
    /** With the panel; the record is frozen. */
    'recommended',
    'decided',
  ],
  acts: {
    open: { from: [], to: 'awaiting-assessor', by: 'clock' },
    offer: {
      from: ['awaiting-assessor', 'offered', 'preparing', 'assessing'],
      to: 'offered',
      by: ['clock', 'certification-manager'],
    },
    lapse: { from: ['offered'], to: 'awaiting-assessor', by: 'clock' },
    accept: { from: ['offered'], to: 'preparing', by: 'assessor' },
    decline: { from: ['offered', 'preparing', 'assessing'], to: 'awaiting-assessor', by: 'assessor' },
    assessThemselves: { from: ['awaiting-assessor', 'offered', 'preparing'], by: 'candidate' },
    signConsent: { from: ['preparing'], by: ['candidate', 'assessor'] },
    /** By whichever of self-assessment and the two signatures comes last. */
    begin: { from: ['preparing'], to: 'assessing', by: ['candidate', 'assessor'] },
    moveExam: { from: ['preparing', 'assessing'], by: 'assessor' },
    addEvidence: { from: ['awaiting-assessor', 'offered', 'preparing', 'assessing'], by: ['candidate', 'assessor'] },
    examine: { from: ['assessing'], by: 'assessor' },
    recommend: { from: ['assessing'], to: 'recommended', by: 'assessor' },
    putBeforePanel: { from: ['recommended'], by: 'panel-member' },
    setAside: { from: ['recommended'], to: 'awaiting-assessor', by: 'certification-manager' },
    decide: { from: ['recommended'], to: 'decided', by: 'panel-member', publishes: 'assessment.decided' },
    noteCertificate: { from: ['decided'], by: 'clock' },
  },
  sets: {
    waitsForAssessor: ['awaiting-assessor'],
    offered: ['offered'],
    preparing: ['preparing'],
    assessing: ['assessing'],
    /** Accepted, and not yet recommended. */
    inHand: ['preparing', 'assessing'],
    withAssessor: ['offered', 'preparing', 'assessing'],
    beforePanel: ['recommended'],
    recommended: ['recommended', 'decided'],
    decided: ['decided'],
    undecided: ['awaiting-assessor', 'offered', 'preparing', 'assessing', 'recommended'],
  },
});
export type CaseState = StateOf<typeof caseStates>;
