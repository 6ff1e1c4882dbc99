/** Deciding again after each event: how far a learner is, and whether that completes the programme. */
import mongoose from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { isDuplicate, transaction } from '../../platform/database.ts';
import { publish } from '../../platform/events.ts';
import { known } from '../../platform/must.ts';
import { type Enrolment, enrolmentStates, findEnrolment, listEnrolments } from '../admissions/index.ts';
import { learnersAt } from '../attendance/index.ts';
import { findCohort } from '../programmes/index.ts';
import { CompletionModel, StandingModel } from './completion.model.ts';
import { type CompletionDecision, measure, shareDone } from './completion.rules.ts';
import { progressOfMany } from './progress.service.ts';

/** How many learners are decided about at a time: as many as a few queries bring with ease. */
const batchSize = 100;

/**
 * A learner who has left the cohort is not decided about. Safe done twice, and by two processes at once. `isOwnActivity`
 * says that the learner has just done something, rather than somebody else about them.
 */
export async function decideAgain(enrolmentId: string, now: Date, isOwnActivity = true): Promise<void> {
  const enrolment = await findEnrolment(enrolmentId);
  if (enrolment && enrolmentStates.is('seated', enrolment.state)) await decideAll([enrolment], now, isOwnActivity);
}

/** Those of a cohort whose attendance was taken at a session. */
export async function decideSession(
  { session, cohort }: { session: string; cohort: string },
  now: Date,
): Promise<void> {
  const [enrolments, taken] = await Promise.all([listEnrolments(cohort), learnersAt(session)]);
  const concerned = new Set(taken);
  const there = enrolments.filter(({ id }) => concerned.has(id));
  for (let first = 0; first < there.length; first += batchSize) {
    await decideAll(there.slice(first, first + batchSize), now, false);
  }
}

async function decideAll(enrolments: readonly Enrolment[], now: Date, isOwnActivity: boolean): Promise<void> {
  const cohort = enrolments[0] && (await findCohort(enrolments[0].cohort));
  if (!cohort) return;
  const ids = enrolments.map(({ id }) => id);
  const progress = await progressOfMany(ids, cohort);
  const decided = enrolments.map((enrolment) => ({ enrolment, decision: known(progress, enrolment.id).decision }));
  await keepStandings(decided, now, isOwnActivity);
  for (const { enrolment, decision } of decided) {
    if (decision.complete) await complete(enrolment, decision, now);
  }
}

type Decided = Readonly<{ enrolment: Enrolment; decision: CompletionDecision }>;

const recordsOf = ({ parts }: CompletionDecision) =>
  parts.map(({ part, met, have, need }) => ({ part, met, have, need }));

/**
 * Facts that were read later win, whoever writes first: a standing read at `readAt` does not replace a later one, and the
 * unique index refuses the second document that its upsert would make.
 */
async function keepStandings(decided: readonly Decided[], readAt: Date, isOwnActivity: boolean): Promise<void> {
  const writes = decided.map(({ enrolment: { id, cohort, account }, decision }) => ({
    updateOne: {
      filter: { enrolment: new mongoose.Types.ObjectId(id), readAt: mongoose.trusted({ $lte: readAt }) },
      update: {
        $set: {
          parts: recordsOf(decision),
          share: shareDone(decision.parts),
          measure,
          isComplete: decision.complete,
          readAt,
        },
        $setOnInsert: { cohort: new mongoose.Types.ObjectId(cohort), account: new mongoose.Types.ObjectId(account) },
        ...(isOwnActivity ? { $max: { lastActivityAt: readAt } } : {}),
      },
      upsert: true,
    },
  }));
  try {
    await StandingModel.bulkWrite(writes, { ordered: false });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** Exactly one completion, and one event with it, however many decide at once: the unique index holds it. */
async function complete({ id, account, cohort, programme }: Enrolment, decision: CompletionDecision, now: Date) {
  try {
    await transaction(async (session) => {
      const { upsertedCount } = await CompletionModel.updateOne(
        { enrolment: id },
        { $setOnInsert: { account, cohort, programme, decidedAt: now, facts: recordsOf(decision) } },
        { upsert: true, session },
      );
      if (upsertedCount === 0) return;
      const target = { kind: 'enrolment', id };
      await recordAudit({ actor: 'system', action: 'completion.decide', target, after: decision }, session);
      await publish('learner.completed', { enrolment: id, account, cohort, programme }, session);
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}
