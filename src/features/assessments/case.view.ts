/** A case as a page is about it: with the scheme that it is judged by. */
import { NotFound } from '../../platform/errors.ts';
import { must } from '../../platform/must.ts';
import { findPeople } from '../accounts/index.ts';
import { findScheme, type Scheme, type Unit } from '../courses/index.ts';
import { type AssessmentCase, type CaseFilter, findCase } from './case.service.ts';

/** Whom the papers of a case name; without an assessor while nobody has it. */
export type Parties = Readonly<{ candidate: string; assessor?: string }>;
export type CaseView = Readonly<{ one: AssessmentCase; scheme: Scheme; parties: Parties }>;
export type UnitView = CaseView & Readonly<{ unit: Unit }>;

/** A unit of the scheme that a case is examined by. */
export const unitOf = ({ slug, units }: Scheme, code: string): Unit =>
  must(
    units.find((unit) => unit.code === code),
    `unit ${code} of the scheme ${slug}`,
  );

/** NotFound when no case matches; `filter` says whose it has to be. */
export async function viewCase(filter: CaseFilter): Promise<CaseView> {
  const one = await findCase(filter);
  if (!one) throw new NotFound();
  const [scheme, parties] = await Promise.all([findScheme(one.scheme), findParties(one)]);
  return { one, scheme, parties };
}

/** Who recommended stays the assessor of the record, whoever has the case now. */
async function findParties({ account, assessor, recommendation, number }: AssessmentCase): Promise<Parties> {
  const examiner = recommendation?.by ?? assessor;
  const people = await findPeople([account, ...(examiner ? [examiner] : [])]);
  const name = examiner && people.get(examiner)?.name;
  return { candidate: people.get(account)?.name ?? number, ...(name ? { assessor: name } : {}) };
}

/** One of the units in question; NotFound for any other code. */
export function viewUnit({ one, scheme, parties }: CaseView, code: string): UnitView {
  const unit = one.units.includes(code) ? scheme.units.find((known) => known.code === code) : undefined;
  if (!unit) throw new NotFound();
  return { one, scheme, parties, unit };
}
