import { type Verdict, yesIf } from '../../platform/permit.ts';
import { type Actor, holds, holdsAnywhere, wholeSystem } from '../accounts/index.ts';
import { type ProgrammeState, programmeStates } from '../programmes/index.ts';

export const reportPolicy = {
  /** Exact counts are for those who run the programme. */
  funnel: (actor: Actor, programme: { id: string }): Verdict =>
    yesIf(
      holds(actor, 'programme-admin', programme.id) || holds(actor, 'system-admin', wholeSystem),
      'reports.refused.adminsOnly',
    ),

  /** The labour office's pages; the loader looks in the viewer's own cities only. */
  office: (actor: Actor): Verdict => yesIf(holdsAnywhere(actor, 'labour-office'), 'reports.refused.officeOnly'),

  /** A programme is nobody else's business before it was opened. */
  officeProgramme: (actor: Actor, { city, state }: { city: { code: string }; state: ProgrammeState }): Verdict =>
    yesIf(programmeStates.is('shown', state) && holds(actor, 'labour-office', city.code), 'reports.refused.officeOnly'),
};
