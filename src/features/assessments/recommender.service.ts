/** Who has had to do with a candidate, and whether the assessor who recommended may have examined, as things are known now. */
import { findAssessor } from '../assessors/index.ts';
import { type Ties, findTies, findDeclaredConflicts } from './conflict-of-interest.service.ts';
import type { AssessmentCase } from './case.service.ts';
import { findLastingBars, type LastingBar } from './routing.rules.ts';

const noLicence = { licence: { from: new Date(0), until: new Date(0) }, schemes: [] };

/** What the caller has read already. */
type Known = Readonly<{ ties: Ties; declared: ReadonlySet<string> }>;

/**
 * What stands by now against the assessor whose recommendation the case carries; nothing before it was recommended. The
 * licence has to hold for the day on which the examination was held and for that of the recommendation, whatever was planned.
 */
export async function barsOfRecommender(one: AssessmentCase, read: Partial<Known> = {}): Promise<LastingBar[]> {
  if (!one.recommendation) return [];
  const { by: assessor, at, heldOn = at } = one.recommendation;
  const [tiesOf, conflicted, entry = noLicence] = await Promise.all([
    read.ties ?? findTies(one.account, one.enrolment, one.cohort),
    read.declared ?? findDeclaredConflicts(one.account),
    findAssessor({ account: assessor }),
  ]);
  const { licence, schemes } = entry;
  const ties = tiesOf.get(assessor) ?? [];
  const known = { assessor, licence, schemes, ties, hasDeclaredConflict: conflicted.has(assessor) };
  const examination = { candidate: one.account, scheme: one.schemeSlug };
  const found = [heldOn, at].flatMap((day) => findLastingBars(known, { ...examination, day }));
  return [...new Set(found)];
}

/** Everybody who has had to do with the candidate. */
export type Involved = Readonly<{
  ties: Ties;
  /** Accounts with a conflict of interest with the candidate, declared or found. */
  declared: ReadonlySet<string>;
  /** Accounts whose recommendation on this case was set aside: they have examined it too. */
  examined: ReadonlySet<string>;
  /** What stands against the assessor by now. */
  assessorBars: readonly LastingBar[];
}>;

export async function findInvolved(one: AssessmentCase): Promise<Involved> {
  const [ties, declared] = await Promise.all([
    findTies(one.account, one.enrolment, one.cohort),
    findDeclaredConflicts(one.account),
  ]);
  const examined = new Set(one.setAside.map(({ recommendation }) => recommendation.by));
  return { ties, declared, examined, assessorBars: await barsOfRecommender(one, { ties, declared }) };
}
