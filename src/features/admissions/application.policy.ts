import { no, type Verdict, yesIf } from '../../platform/permit.ts';
import { type Actor, holds, holdsAnywhere } from '../accounts/index.ts';
import { type Programme, programmeStates } from '../programmes/index.ts';
import { isEditable, type Parts, type Step } from './application.rules.ts';
import type { ApplicationState } from './application.states.ts';

type Owned = Readonly<{ applicant: string }>;
type Sent = Owned & Readonly<{ programme: string }>;

export const applicationPolicy = {
  /** Anybody with an account; whether the cohort still takes applications is the service's to say. */
  begin: (_actor: Actor, { programme }: { programme: Pick<Programme, 'state'> }): Verdict =>
    yesIf(programmeStates.is('open', programme.state), 'admissions.notOpen'),

  see: (actor: Actor, { application }: { application: Owned }): Verdict =>
    yesIf(application.applicant === actor.id, 'platform.notFound'),

  fill: (
    actor: Actor,
    { application, step }: { application: Owned & Parts & { state: ApplicationState }; step: Step },
  ): Verdict => {
    if (application.applicant !== actor.id) return no('platform.notFound');
    return yesIf(isEditable(application, application.state, step), 'admissions.notEditable');
  },

  /** A proof opens for the applicant and for the verifiers of the programme it was sent to. */
  openProof: (actor: Actor, { application }: { application: Sent }): Verdict =>
    yesIf(
      application.applicant === actor.id || holds(actor, 'verifier', application.programme),
      'admissions.refused.verifiersOnly',
    ),
};

export const verificationPolicy = {
  list: (actor: Actor): Verdict => yesIf(holdsAnywhere(actor, 'verifier'), 'admissions.refused.verifiersOnly'),

  read: (actor: Actor, { application }: { application: Sent }): Verdict =>
    yesIf(holds(actor, 'verifier', application.programme), 'admissions.refused.verifiersOnly'),

  /** Nobody decides on an application of their own. */
  decide: (actor: Actor, { application }: { application: Sent }): Verdict => {
    if (!holds(actor, 'verifier', application.programme)) return no('admissions.refused.verifiersOnly');
    return yesIf(application.applicant !== actor.id, 'admissions.refused.ownApplication');
  },
};
