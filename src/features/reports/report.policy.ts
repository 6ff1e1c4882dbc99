import { type Verdict, yesIf } from '../../platform/permit.ts';
import { type Actor, holds, holdsAnywhere, wholeSystem } from '../accounts/index.ts';

export const reportPolicy = {
  /** Exact counts are for those who run the programme. */
  funnel: (actor: Actor, programme: { id: string }): Verdict =>
    yesIf(
      holds(actor, 'programme-admin', programme.id) || holds(actor, 'system-admin', wholeSystem),
      'reports.refused.adminsOnly',
    ),

  /** The labour office's pages; the loader looks in the viewer's own cities only. */
  office: (actor: Actor): Verdict => yesIf(holdsAnywhere(actor, 'labour-office'), 'reports.refused.officeOnly'),

  officeProgramme: (actor: Actor, programme: { city: { code: string } }): Verdict =>
    yesIf(holds(actor, 'labour-office', programme.city.code), 'reports.refused.officeOnly'),
};
