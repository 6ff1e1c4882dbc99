/** Everything the desks of a person's roles are made from, asked for at once. */
import { type Actor, holds, wholeSystem } from '../accounts/index.ts';
import { findAdmissionDesk } from './admission-desk.service.ts';
import { findAssessmentDesk } from './assessment-desk.service.ts';
import { findClassDesk } from './class-desk.service.ts';
import { findOfficeDesk, findProgrammeDesk } from './programme-desk.service.ts';
import { findSetup } from './setup-desk.service.ts';
import { findSystemDesk } from './system-desk.service.ts';

export type DeskFacts = Awaited<ReturnType<typeof findDesks>>;

/** A role that somebody does not hold asks nothing of the database. */
export async function findDesks(actor: Actor, now: Date) {
  const isSystemAdmin = holds(actor, 'system-admin', wholeSystem);
  const [classes, admission, programmes, assessment, office, system, setup] = await Promise.all([
    findClassDesk(actor, now),
    findAdmissionDesk(actor),
    findProgrammeDesk(actor, now),
    findAssessmentDesk(actor),
    findOfficeDesk(actor, now),
    findSystemDesk(actor),
    isSystemAdmin ? findSetup() : undefined,
  ]);
  return { classes, admission, programmes, assessment, office, system, setup };
}
