/** Signing a minute. With the last signature it is closed, and recommendations become decisions. */
import mongoose, { type ClientSession } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { publish } from '../../platform/events.ts';
import { must } from '../../platform/must.ts';
import { writeTo, writeToAll } from '../accounts/index.ts';
import {
  type AssessmentCase,
  type DecisionRecord,
  findParticulars,
  fingerprintOf,
  mustChangeCase,
  overallOutcome,
  type Particulars,
  recommendationOf,
} from '../assessments/index.ts';
import { letters } from './panels.mail.ts';
import { MinuteModel } from './minute.model.ts';
import { casesOf, type Minute, plainMinute } from './minute.service.ts';
import { decisionsFor, findObstacles, type Obstacles, votesOf } from './obstacle.service.ts';
import type { UnitVote } from './panel.rules.ts';

/** `missing` are the members whose signatures are still to come. */
export type Signing =
  { closed: true } | { closed: false; obstacles: Obstacles } | { closed: false; missing: readonly string[] };

/**
 * Signs the minute as this member had it before them; with the last signature of those present it is closed and its cases
 * are decided, all in one transaction. Signed twice it counts once. Throws Conflict when it was changed since it was read.
 */
export async function signMinute(minute: Minute, by: string, now: Date): Promise<Signing> {
  const cases = await casesOf(minute);
  const obstacles = await findObstacles(minute, cases, now);
  if (minute.state === 'draft' && obstacles.panel.length + obstacles.votes.length > 0)
    return { closed: false, obstacles };
  return transaction(async (session) => {
    const signed = await addSignature(minute, by, now, session);
    if (!signed) return earlierSigning(minute, by, session);
    const missing = missingSignatures(signed);
    if (missing.length > 0) {
      // The first signature says that the minute is ready: from now on the others are waited for.
      if (signed.signatures.length === 1) await writeToAll(missing, letters.minuteWaits(signed), session);
      return { closed: false, missing };
    }
    await close(signed, cases, by, now, session);
    return { closed: true };
  });
}

/** Members who are named as present and have not signed what stands there now. */
export const missingSignatures = ({ members, signatures }: Pick<Minute, 'members' | 'signatures'>): string[] =>
  members.filter((member) => signatures.every(({ by }) => by !== member));

async function addSignature(
  { id, revision }: Minute,
  by: string,
  at: Date,
  session: ClientSession,
): Promise<Minute | undefined> {
  const signed = await MinuteModel.findOneAndUpdate(
    { _id: id, state: 'draft', revision, 'signatures.by': mongoose.trusted({ $ne: by }) },
    { $push: { signatures: { by, at } } },
    { session, returnDocument: 'after' },
  ).lean();
  if (!signed) return undefined;
  const target = { kind: 'panel-minute', id };
  await recordAudit({ actor: by, action: 'assessments.signMinute', target, after: plainMinute(signed) }, session);
  return plainMinute(signed);
}

async function earlierSigning({ id, revision }: Minute, by: string, session: ClientSession): Promise<Signing> {
  const stored = await MinuteModel.findById(id).session(session).lean();
  const hasSigned = stored?.signatures.some((signature) => signature.by === by) ?? false;
  if (!stored || !hasSigned || (stored.state === 'draft' && stored.revision !== revision)) {
    throw new Conflict('panels.minuteChanged');
  }
  return stored.state === 'closed' ? { closed: true } : { closed: false, missing: missingSignatures(stored) };
}

async function close(
  minute: Minute,
  cases: readonly AssessmentCase[],
  by: string,
  now: Date,
  session: ClientSession,
): Promise<void> {
  const closed = await MinuteModel.findOneAndUpdate(
    { _id: minute.id, state: 'draft', revision: minute.revision },
    { $set: { state: 'closed', closedAt: now }, $inc: { revision: 1 } },
    { session, returnDocument: 'after' },
  ).lean();
  if (!closed) throw new Conflict('panels.minuteChanged');
  for (const one of cases) await decide(one, minute, by, now, session);
  const target = { kind: 'panel-minute', id: minute.id };
  const detail = { number: minute.number, cases: cases.length };
  await recordAudit(
    { actor: by, action: 'assessments.closeMinute', target, after: plainMinute(closed), detail },
    session,
  );
}

async function decide(
  { id: caseId, account, programme, body }: AssessmentCase,
  minute: Minute,
  by: string,
  now: Date,
  session: ClientSession,
): Promise<void> {
  const particulars = await findParticulars({ account, programme, body }, now);
  const decided = await mustChangeCase(
    { _id: caseId, state: 'recommended', minute: minute.id },
    (one) => {
      const { fingerprint, heldOn } = recommendationOf(one);
      if (fingerprintOf(one, heldOn) !== fingerprint) throw new Conflict('panels.recordAltered');
      return { state: 'decided', decision: withParticulars(decisionOf(one, minute, now), particulars) };
    },
    { by, action: 'assessments.decide', detail: { minute: minute.number } },
    session,
  );
  const { enrolment, number } = decided;
  const { outcome } = must(decided.decision, `the decision of case ${number}`);
  await publish('assessment.decided', { case: caseId, enrolment, account, outcome }, session);
  await writeTo(account, letters.decided(decided), session);
}

/** Kept only where a certificate follows: nobody else's name needs a second copy. */
const withParticulars = (decision: DecisionRecord, particulars: Particulars | undefined): DecisionRecord =>
  decision.outcome === 'competent' && particulars ? { ...decision, particulars } : decision;

/** Units that an earlier cycle found competent stay so; with them the outcome is over the whole scheme. */
function decisionOf(one: AssessmentCase, minute: Minute, now: Date): DecisionRecord {
  const votes = votesOf(one, decisionsFor(minute, one.id));
  const missingOf = ({ unit, reason }: UnitVote) =>
    reason || (one.findings.find((finding) => finding.unit === unit)?.missing ?? '');
  const judged = votes.map((vote) => ({
    code: vote.unit,
    outcome: vote.decided,
    missing: vote.decided === 'competent' ? '' : missingOf(vote),
    reason: vote.reason,
    carried: false,
  }));
  const carried = one.carried.map((code) => ({
    code,
    outcome: 'competent' as const,
    missing: '',
    reason: '',
    carried: true,
  }));
  const units = [...judged, ...carried];
  const outcomes = units.map(({ code, outcome }) => ({ unit: code, outcome }));
  const all = [...one.units, ...one.carried];
  return { outcome: overallOutcome(all, outcomes), units, minuteNumber: minute.number, at: now };
}
