/** What a closed minute makes of its cases: recommendations become decisions, and candidates are told. */
import type { ClientSession } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { Conflict } from '../../platform/errors.ts';
import { move, tell } from '../../platform/moves.ts';
import { must } from '../../platform/must.ts';
import { writeTo } from '../accounts/index.ts';
import {
  type AssessmentCase,
  caseStates,
  type DecisionRecord,
  findParticulars,
  fingerprintOf,
  mustChangeCase,
  type Particulars,
  recommendationOf,
  recommendedUnits,
} from '../assessments/index.ts';
import { MinuteModel } from './minute.model.ts';
import { decisionsFor, type Minute, plainMinute } from './minute.service.ts';
import { minuteStates } from './minute.states.ts';
import { letters } from './panels.mail.ts';
import { countVotes, votesOf } from './votes.rules.ts';

/** Closes the minute that all have signed, and makes its recommendations decisions. Throws Conflict where one was changed since. */
export async function closeMinute(
  minute: Minute,
  cases: readonly AssessmentCase[],
  by: string,
  now: Date,
  session: ClientSession,
): Promise<void> {
  const closed = await move(MinuteModel, minuteStates, 'close', {
    filter: { _id: minute.id, revision: minute.revision },
    update: { $set: { closedAt: now }, $inc: { revision: 1 } },
    otherwise: () => new Conflict('panels.minuteChanged'),
    session,
  });
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
    { _id: caseId, ...caseStates.before('decide'), minute: minute.id },
    (one) => {
      const { fingerprint, heldOn } = recommendationOf(one);
      if (fingerprintOf(one, heldOn) !== fingerprint) throw new Conflict('panels.recordAltered');
      return { ...caseStates.after('decide'), decision: withParticulars(decisionOf(one, minute, now), particulars) };
    },
    { by, action: 'assessments.decide', detail: { minute: minute.number } },
    session,
  );
  const { enrolment, number } = decided;
  const { outcome } = must(decided.decision, `the decision of case ${number}`);
  await tell(caseStates, 'decide', { case: caseId, enrolment, account, outcome }, session);
  await writeTo(account, letters.decided(decided), session);
}

/** Kept only where a certificate follows: nobody else's name needs a second copy. */
const withParticulars = (decision: DecisionRecord, particulars: Particulars | undefined): DecisionRecord =>
  decision.outcome === 'competent' && particulars ? { ...decision, particulars } : decision;

function decisionOf(one: AssessmentCase, minute: Minute, now: Date): DecisionRecord {
  const votes = votesOf(recommendedUnits(one), decisionsFor(minute, one.id));
  return { ...countVotes(votes, one), minuteNumber: minute.number, at: now };
}
