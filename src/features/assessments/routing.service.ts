/** Finds an assessor for a case by the rule. */
import mongoose, { type ClientSession } from 'mongoose';
import { transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { must } from '../../platform/must.ts';
import { type Compose, listAccountsWithRole, writeTo, writeToAll } from '../accounts/index.ts';
import { listRegister, takePlace } from '../assessors/index.ts';
import { findTies, findDeclaredConflicts } from './conflict-of-interest.service.ts';
import { letters } from './assessments.mail.ts';
import { licenceDay } from './case.rules.ts';
import { type AssessmentCase, type CaseChange, findCase, mustChangeCase } from './case.service.ts';
import { caseStates } from './case.states.ts';
import { unchecked } from './record.rules.ts';
import type { CandidateRecord, RoutingRecord } from './routing.model.ts';
import { chooseAssessor, type RegisteredAssessor, type Routing } from './routing.rules.ts';

const patience = 5;

/**
 * Offers a waiting case to the assessor whom the rule chooses, or notes that there is nobody. Of two routings at once one
 * assigns; the other finds the case no longer waiting, or the desk full and chooses again.
 */
export async function routeCase(caseId: string, now: Date): Promise<'offered' | 'nobody' | 'not-waiting'> {
  for (let attempt = 1; ; attempt++) {
    const waiting = await findCase({ _id: caseId, ...caseStates.where('waitsForAssessor') });
    if (!waiting) return 'not-waiting';
    const routing = await considerAssessors(waiting, now);
    try {
      return await transaction((session) => settle(waiting, routing, now, session));
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === patience) throw error;
    }
  }
}

/** Everybody in the body's register, weighed for this case as things are now. */
export async function considerAssessors(one: AssessmentCase, now: Date): Promise<Routing> {
  const [register, holders, tiesOf, conflicted] = await Promise.all([
    listRegister(one.body),
    listAccountsWithRole('assessor', one.body),
    findTies(one.account, one.enrolment, one.cohort),
    findDeclaredConflicts(one.account),
  ]);
  const names = new Map(holders.map(({ id, name }) => [id, name]));
  const candidates = register.map(
    ({ account, registration, schemes, licence, capacity, load, lastAssignedAt }): RegisteredAssessor => ({
      assessor: account,
      name: names.get(account) ?? registration,
      holdsRole: names.has(account),
      schemes,
      licence,
      capacity,
      load,
      lastAssignedAt,
      ties: tiesOf.get(account) ?? [],
      hasDeclaredConflict: conflicted.has(account),
      hasDeclinedThisCase:
        one.declines.some(({ assessor }) => assessor === account) ||
        one.setAside.some(({ recommendation }) => recommendation.by === account),
    }),
  );
  const day = licenceDay(one.examOn, now);
  return chooseAssessor(candidates, { candidate: one.account, scheme: one.schemeSlug, day });
}

async function settle(
  one: AssessmentCase,
  { candidates, chosen }: Routing,
  now: Date,
  session: ClientSession,
): Promise<'offered' | 'nobody'> {
  const record: RoutingRecord = {
    at: now,
    by: 'system',
    candidates: candidates.map(asRecord),
    ...(chosen ? { chosen } : {}),
  };
  if (chosen === undefined) {
    await noteNobody(one, record, session);
    return 'nobody';
  }
  const { capacity } = must(
    candidates.find(({ assessor }) => assessor === chosen),
    'the assessor who was chosen',
  );
  if (!(await takePlace(chosen, { capacity }, now, session))) throw new Conflict('platform.changedMeanwhile');
  await offer(one, { ...record, chosen }, now, session);
  return 'offered';
}

/** The search is tried again and again; it is written down, and the managers are told, when its result is a new one. */
async function noteNobody(one: AssessmentCase, record: RoutingRecord, session: ClientSession): Promise<void> {
  const barsOf = (routing: RoutingRecord | undefined) =>
    JSON.stringify(routing?.candidates.map(({ assessor, bars }) => [assessor, bars]));
  const last = one.routing.at(-1);
  if (last && last.chosen === undefined && barsOf(last) === barsOf(record)) return;
  await mustChangeCase(
    { _id: one.id, revision: one.revision },
    ({ routing }) => ({ routing: [...routing, record] }),
    { by: 'system', action: 'assessments.findNobody', detail: { considered: record.candidates.length } },
    session,
  );
  await tellManagers(one, letters.nobodyFound(one), session);
}

export async function tellManagers(
  { body, account }: Pick<AssessmentCase, 'body' | 'account'>,
  letter: Compose,
  session: ClientSession,
): Promise<void> {
  const managers = await listAccountsWithRole('certification-manager', body);
  const ids = managers.map(({ id }) => id);
  await writeToAll(
    ids.filter((id) => id !== account),
    letter,
    session,
  );
}

type Offer = RoutingRecord & { chosen: string };

/** Puts a case on the desk of whoever was chosen, and asks them. */
export async function offer(one: AssessmentCase, record: Offer, now: Date, session: ClientSession): Promise<void> {
  const changed = await mustChangeCase(
    { _id: one.id, revision: one.revision },
    (before) => ({
      ...withoutAssessor(before),
      ...caseStates.after('offer'),
      assessor: new mongoose.Types.ObjectId(record.chosen),
      offeredAt: now,
      routing: [...before.routing, record],
    }),
    {
      by: record.by,
      action: 'assessments.route',
      detail: { chosen: record.chosen, overridden: record.reason !== undefined },
    },
    session,
  );
  await writeTo(record.chosen, letters.offered(changed, now), session);
}

/** What one assessor signed, checked and found is no ground for another's recommendation. */
export function withoutAssessor({ evidence, claims }: AssessmentCase): CaseChange {
  const kept = evidence.filter(({ source }) => source !== 'assessor').map(unchecked);
  const keptIds = new Set(kept.map(({ id }) => id));
  return {
    assessor: undefined,
    offeredAt: undefined,
    acceptance: undefined,
    consent: {},
    findings: [],
    evidence: kept,
    claims: claims.map((claim) => ({ ...claim, evidence: claim.evidence.filter((id) => keptIds.has(id)) })),
  };
}

/** A candidate for the record of a routing, as they stood then. */
export const asRecord = ({
  assessor,
  name,
  bars,
  load,
  capacity,
  lastAssignedAt,
}: Routing['candidates'][number]): CandidateRecord => ({
  assessor,
  name,
  bars: [...bars],
  load,
  capacity,
  ...(lastAssignedAt ? { lastAssignedAt } : {}),
});
