/** All desks of one person, in the order that is the same for everybody. Pure. */
import type { Speech } from '../../platform/speech.ts';
import { admissionDesk } from './admission-desk.page.ts';
import { assessmentDesks } from './assessment-desk.page.ts';
import type { NextCard } from './card.page.ts';
import { classDesk } from './class-desk.page.ts';
import type { Desk } from './desk.page.ts';
import type { DeskFacts } from './desks.service.ts';
import { officeDesk, programmeDesk } from './programme-desk.page.ts';
import { setupDesk } from './setup-desk.page.ts';
import { systemDesk } from './system-desk.page.ts';

export function desksOf(facts: DeskFacts, speech: Speech, now: Date): Desk[] {
  const { classes, admission, programmes, assessment, office, system, setup } = facts;
  return [
    ...(classes ? [classDesk(classes, speech, now)] : []),
    ...(admission ? [admissionDesk(admission, speech, now)] : []),
    ...(programmes ? [programmeDesk(programmes, speech)] : []),
    ...(assessment ? assessmentDesks(assessment, speech) : []),
    ...(office ? [officeDesk(office, speech)] : []),
    ...adminDesks(system, setup, speech),
  ];
}

/** Setting up the school comes first, unless something of the machine is broken. */
function adminDesks(system: DeskFacts['system'], setup: DeskFacts['setup'], speech: Speech): Desk[] {
  const own = system ? [systemDesk(system, speech)] : [];
  const toSetUp = setup ? [setupDesk(setup, speech)] : [];
  return own[0]?.next ? [...own, ...toSetUp] : [...toSetUp, ...own];
}

/** A page has one next thing: the first that any desk has. */
export const firstCard = (desks: readonly Desk[]): NextCard | undefined => desks.find(({ next }) => next)?.next;
