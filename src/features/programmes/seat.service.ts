/** The seats of a cohort, counted in one number that no two transactions can take down at once. */
import mongoose, { type ClientSession } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { CohortModel } from './cohort.model.ts';
import { cohortStates } from './cohort.states.ts';
import { isClosed } from './programme.service.ts';

/**
 * Takes one seat inside the caller's transaction. False when none is left, the cohort has ended, or its programme is
 * closed; then the caller gives the transaction up.
 */
export async function takeSeat(cohortId: string, session: ClientSession): Promise<boolean> {
  const taken = await CohortModel.findOneAndUpdate(
    { _id: cohortId, seatsLeft: mongoose.trusted({ $gt: 0 }), ...cohortStates.before('takeSeat') },
    { $inc: { seatsLeft: -1 } },
    { session },
  ).lean();
  return taken !== null && !(await isClosed(String(taken.programme), session));
}

/** Adds or removes seats. False when more would be removed than are left, or added than the centre holds. */
export function changeSeats(cohortId: string, by: number, capacity: number, actorId: string): Promise<boolean> {
  const withinCapacity = by > 0 ? { seats: mongoose.trusted({ $lte: capacity - by }) } : {};
  return transaction(async (session) => {
    const { matchedCount } = await CohortModel.updateOne(
      {
        _id: cohortId,
        ...cohortStates.before('changeSeats'),
        seatsLeft: mongoose.trusted({ $gte: -by }),
        ...withinCapacity,
      },
      { $inc: { seats: by, seatsLeft: by } },
      { session },
    );
    if (matchedCount === 0) return false;
    const target = { kind: 'cohort', id: cohortId };
    await recordAudit({ actor: actorId, action: 'programmes.changeSeats', target, detail: { by } }, session);
    return true;
  });
}
