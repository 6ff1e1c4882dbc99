/** What waits for assessors, certification managers and panel members. */
import { type Actor, holdsAnywhere, scopesOf } from '../accounts/index.ts';
import { assessorDesk, certificationDesk } from '../assessments/index.ts';
import { countHeld, countReplacementRequests, countRevocationRequests } from '../certificates/index.ts';
import { panelDesk } from '../panels/index.ts';

export type AssessmentDesk = Readonly<{
  /** As an assessor. */
  assessing?: { offered: number; inHand: number };
  /** As a certification manager. */
  managing?: {
    withoutAssessor: number;
    recommended: number;
    revocations: number;
    replacements: number;
    held: number;
  };
  /** As a member of a panel. */
  deciding?: { recommended: number; drafts: number };
}>;

/** Undefined for somebody who has no part in certification. */
export async function findAssessmentDesk(actor: Actor): Promise<AssessmentDesk | undefined> {
  const isAssessor = holdsAnywhere(actor, 'assessor');
  const [managed, judged] = [scopesOf(actor, 'certification-manager'), scopesOf(actor, 'panel-member')];
  if (!isAssessor && managed.length === 0 && judged.length === 0) return undefined;
  const [assessing, managing, revocations, replacements, held, deciding] = await Promise.all([
    isAssessor ? assessorDesk(actor.id) : undefined,
    managed.length > 0 ? certificationDesk(managed) : undefined,
    managed.length > 0 ? countRevocationRequests(managed) : 0,
    managed.length > 0 ? countReplacementRequests(managed) : 0,
    managed.length > 0 ? countHeld(managed) : 0,
    judged.length > 0 ? panelDesk(judged) : undefined,
  ]);
  return {
    ...(assessing ? { assessing } : {}),
    ...(managing ? { managing: { ...managing, revocations, replacements, held } } : {}),
    ...(deciding ? { deciding } : {}),
  };
}
