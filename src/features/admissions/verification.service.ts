/** What a verifier decides: each check, and then the application. */
import mongoose, { type ClientSession } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { move } from '../../platform/moves.ts';
import type { Cohort } from '../programmes/index.ts';
import { ApplicationModel } from './application.model.ts';
import { type Check, type CheckVerdict, requiredChecks } from './application.rules.ts';
import { applicationStates } from './application.states.ts';
import { type Application, plainApplication } from './reading.service.ts';

/** Nobody decides on an application of their own. */
export const ofOthers = (id: string, verifierId: string) => ({
  _id: id,
  applicant: mongoose.trusted({ $ne: verifierId }),
});

const decidedMeanwhile = () => new Conflict('admissions.decidedMeanwhile');

export type CheckDecision = Readonly<{
  check: Check;
  verdict: CheckVerdict;
  note: string;
  /** When the decision that the verifier saw was taken; undefined when there was none. */
  seen: Date | undefined;
}>;

/**
 * Decides several checks, all or none. Throws Conflict when the application is no longer waiting, or another verifier has
 * decided one of these checks since it was seen.
 */
export function decideChecks(
  id: string,
  decisions: readonly CheckDecision[],
  verifierId: string,
  now: Date,
): Promise<void> {
  const seen = decisions.map(({ check, seen: at }) => [`checks.${check}.decision.at`, at ?? null]);
  const decided = decisions.map(({ check, verdict, note }) => [
    `checks.${check}.decision`,
    { verdict, note, by: verifierId, at: now },
  ]);
  return transaction(async (session) => {
    await move(ApplicationModel, applicationStates, 'decideCheck', {
      filter: { ...ofOthers(id, verifierId), ...Object.fromEntries(seen) },
      update: { $set: Object.fromEntries(decided) },
      otherwise: decidedMeanwhile,
      session,
    });
    const target = { kind: 'application', id };
    for (const { check, verdict } of decisions) {
      const detail = { check, verdict };
      await recordAudit({ actor: verifierId, action: 'admissions.decideCheck', target, detail }, session);
    }
  });
}

/** Asks the applicant to fix what was found. Throws Conflict when no check asks for it, or somebody was first. */
export function sendBack(application: Application, cohort: Cohort, verifierId: string): Promise<void> {
  const asked = requiredChecks(cohort.eligibility).map((check) => ({
    [`checks.${check}.decision.verdict`]: 'needs-fixing',
  }));
  return transaction(async (session) => {
    const stored = await move(ApplicationModel, applicationStates, 'sendBack', {
      filter: { ...ofOthers(application.id, verifierId), $or: asked },
      otherwise: decidedMeanwhile,
      session,
    });
    await noteDecision(plainApplication(stored), 'needs-fixing', verifierId, session);
  });
}

/** Ends an application with a reason the applicant will read. Throws Conflict when somebody was first. */
export function refuseApplication(id: string, reason: string, verifierId: string, now: Date): Promise<void> {
  return transaction(async (session) => {
    const stored = await move(ApplicationModel, applicationStates, 'refuse', {
      filter: ofOthers(id, verifierId),
      update: { $set: { isLive: false, reason, decidedAt: now, decidedBy: verifierId } },
      otherwise: decidedMeanwhile,
      session,
    });
    await noteDecision(plainApplication(stored), 'refused', verifierId, session);
  });
}

/** The audit entry and the letter of a decision, in its transaction. */
export async function noteDecision(
  application: Application,
  outcome: 'accepted' | 'refused' | 'needs-fixing',
  verifierId: string,
  session: ClientSession,
): Promise<void> {
  const { id } = application;
  const target = { kind: 'application', id };
  await recordAudit(
    { actor: verifierId, action: 'admissions.decide', target, after: application, detail: { outcome } },
    session,
  );
  await enqueue('admissions.tell', { application: id, news: outcome }, {}, session);
}
