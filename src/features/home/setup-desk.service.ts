/** How far the setting up of a new school is, for whoever sets it up. */
import { areAllHeld } from '../accounts/index.ts';
import { findFoundations, type Foundations } from '../programmes/index.ts';

export type SetupDesk = Foundations & Readonly<{ hasStaff: boolean }>;

/** Those without whom no application is decided and nobody is taught. */
const firstStaff = ['verifier', 'instructor'] as const;

/** Undefined once the school stands. */
export async function findSetup(): Promise<SetupDesk | undefined> {
  const foundations = await findFoundations();
  if (!foundations) return undefined;
  return { ...foundations, hasStaff: foundations.cohort !== undefined && (await areAllHeld(firstStaff)) };
}
