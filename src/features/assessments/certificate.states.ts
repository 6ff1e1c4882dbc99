/** A certificate once it is issued. That it expires is a date's doing and no state: `standingOf`. Acts are those of the feature certificates; exams read the states. */
import { defineStates, type StateOf } from '../../platform/states.ts';

const body = ['certification-manager', 'panel-member'] as const;

export const certificateStates = defineStates('certificate', {
  states: ['valid', 'revoked', 'superseded'],
  acts: {
    issue: { from: [], to: 'valid', by: 'clock', publishes: 'certificate.issued' },
    requestRevocation: { from: ['valid'], by: 'certification-manager' },
    refuseRevocation: { from: ['valid'], by: body },
    revoke: { from: ['valid'], to: 'revoked', by: body, publishes: 'certificate.revoked' },
    requestReplacement: { from: ['valid'], by: 'certification-manager' },
    decideReplacement: { from: ['valid'], by: body },
    supersede: { from: ['valid'], to: 'superseded', by: 'clock' },
  },
  sets: {
    valid: ['valid'],
    notRevoked: ['valid', 'superseded'],
  },
});
export type CertificateState = StateOf<typeof certificateStates>;
