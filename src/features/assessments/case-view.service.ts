/** A case as a page is about it: with the scheme that it is judged by. */
import { NotFound } from '../../platform/errors.ts';
import { findScheme, type Scheme, type Unit } from '../courses/index.ts';
import { type AssessmentCase, type CaseFilter, findCase } from './case.service.ts';

export type CaseView = Readonly<{ one: AssessmentCase; scheme: Scheme }>;
export type UnitView = CaseView & Readonly<{ unit: Unit }>;

/** NotFound when no case matches; `filter` says whose it has to be. */
export async function viewCase(filter: CaseFilter): Promise<CaseView> {
  const one = await findCase(filter);
  if (!one) throw new NotFound();
  return { one, scheme: await findScheme(one.scheme) };
}

/** One of the units in question; NotFound for any other code. */
export function viewUnit({ one, scheme }: CaseView, code: string): UnitView {
  const unit = one.units.includes(code) ? scheme.units.find((known) => known.code === code) : undefined;
  if (!unit) throw new NotFound();
  return { one, scheme, unit };
}
