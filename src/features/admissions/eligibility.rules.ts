/**
 * What the statements of an application say about the programme's rules, each with its reason: for the applicant before
 * sending and for the verifier beside the proofs. It decides nothing: a person looks at the proofs. Pure.
 */
import type { StringKey, Values } from '../../platform/i18n.ts';
import { cityOf, type EligibilityRules, isWithin, regionName } from '../programmes/index.ts';
import { type BusinessRole, type Check, elsewhere } from './application.rules.ts';

export type Finding = Readonly<{
  check: Check;
  outcome: 'pass' | 'fail' | 'needs-review';
  reason: StringKey;
  values: Values;
}>;

export type EligibilityFacts = Readonly<{
  hasNib: boolean;
  role?: BusinessRole | undefined;
  capacity?: number | undefined;
  /** Region code of the address on the identity card, or `elsewhere`. */
  idCardRegion?: string | undefined;
  /** The first six digits of the NIK: where its holder was first registered. */
  nikRegion?: string | undefined;
  /** Warnings that reading the NIK gave, such as another date of birth. */
  nikWarnings: readonly StringKey[];
}>;

const finding = (check: Check, outcome: Finding['outcome'], reason: StringKey, values: Values = {}): Finding => ({
  check,
  outcome,
  reason,
  values,
});

/** Only what has been stated is judged; an empty field is the task list's matter. */
export function judgeEligibility(rules: EligibilityRules, facts: EligibilityFacts): Finding[] {
  return [
    ...(rules.requiresNib && facts.hasNib ? [finding('nib', 'needs-review', 'admissions.found.nibAtOss')] : []),
    ...(rules.requiresOwnProduct ? judgeProduct(facts) : []),
    ...(rules.requiresQuality && facts.capacity !== undefined
      ? [finding('quality', 'pass', 'admissions.found.capacityStated')]
      : []),
    ...judgeRegion(rules, facts),
    ...facts.nikWarnings.map((reason) => finding('localId', 'needs-review', reason)),
    ...judgeNikRegion(facts),
  ];
}

const roleFindings: Readonly<Record<BusinessRole, Finding>> = {
  producer: finding('ownProduct', 'pass', 'admissions.found.producer'),
  trader: finding('ownProduct', 'fail', 'admissions.found.trader'),
  reseller: finding('ownProduct', 'fail', 'admissions.found.reseller'),
  starter: finding('ownProduct', 'needs-review', 'admissions.found.starter'),
};

const judgeProduct = ({ role }: EligibilityFacts): Finding[] => (role === undefined ? [] : [roleFindings[role]]);

/** The rule is about the address on the card: the NIK keeps the region of first registration when people move. */
function judgeRegion({ regionPrefixes }: EligibilityRules, { idCardRegion }: EligibilityFacts): Finding[] {
  if (idCardRegion === undefined || regionPrefixes.length === 0) return [];
  const isInside = idCardRegion !== elsewhere && regionPrefixes.some((prefix) => isWithin(idCardRegion, prefix));
  const values = { place: regionPrefixes.map((prefix) => regionName(prefix) ?? prefix).join(', ') };
  return [
    isInside
      ? finding('localId', 'pass', 'admissions.found.regionInside', values)
      : finding('localId', 'fail', 'admissions.found.regionOutside', values),
  ];
}

function judgeNikRegion({ nikRegion, idCardRegion }: EligibilityFacts): Finding[] {
  const city = idCardRegion === undefined ? undefined : cityOf(idCardRegion);
  if (nikRegion === undefined || city === undefined) return [];
  const registered = `${nikRegion.slice(0, 2)}.${nikRegion.slice(2, 4)}`;
  return registered === city.code ? [] : [finding('localId', 'needs-review', 'admissions.found.nikRegionDiffers')];
}
