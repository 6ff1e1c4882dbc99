/** The panel's minute while it is a draft: who sits, which cases are before them, and what they decide by unit. */
import mongoose, { type ClientSession, type Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { CaseModel } from './case.model.ts';
import { type AssessmentCase, mustChangeCase, plainCase } from './case.service.ts';
import { MinuteModel, type MinuteRecord, type UnitDecision } from './minute.model.ts';
import { nextNumber } from './record-number.service.ts';

export type Minute = Omit<MinuteRecord, 'body'> & { id: string; body: string };
export type Meeting = Pick<Minute, 'heldOn' | 'place' | 'members' | 'chair'>;

const pageSize = 25;

/** The minute as the form showed it: a change to it fails when somebody has changed it since. */
export const asSeen = (minute: Minute, { revision }: { revision: number }): Minute => ({ ...minute, revision });

export const plainMinute = ({ _id, body, ...stored }: MinuteRecord & { _id: Types.ObjectId }): Minute => ({
  ...stored,
  id: String(_id),
  body: String(body),
});

/** Opens a minute as a draft. */
export async function openMinute(body: string, meeting: Meeting, by: string, now: Date): Promise<Minute> {
  const number = await nextNumber('BA', now);
  return transaction(async (session) => {
    const draft = { ...meeting, body, number, cases: [], state: 'draft' as const, revision: 1, signatures: [] };
    const [made] = await MinuteModel.create([draft], { session });
    await note(by, 'assessments.openMinute', made!.id, session, { number });
    return plainMinute(made!.toObject());
  });
}

/** Changes date, place or members. Throws Conflict when the minute is closed, or changed since it was read. */
export const changeMeeting = (minute: Minute, meeting: Meeting, by: string): Promise<void> =>
  transaction(async (session) => {
    await changeDraft(minute, { $set: meeting }, session);
    await note(by, 'assessments.changeMinute', minute.id, session);
  });

/** Puts cases before the panel with what was recommended as the first decision. A case is in one minute only. */
export const addCases = (minute: Minute, caseIds: readonly string[], by: string): Promise<void> =>
  transaction(async (session) => {
    const added = [];
    for (const id of new Set(caseIds)) {
      const one = await mustChangeCase(
        { _id: id, body: minute.body, state: 'recommended', minute: null },
        () => ({ minute: new mongoose.Types.ObjectId(minute.id) }),
        { by, action: 'assessments.putBeforePanel', detail: { minute: minute.number } },
        session,
      );
      added.push({ case: id, units: recommendedDecisions(one) });
    }
    await changeDraft(minute, { $set: { cases: [...minute.cases, ...added] } }, session);
  });

const recommendedDecisions = ({ findings }: AssessmentCase): UnitDecision[] =>
  findings.map(({ unit, recommendation }) => ({ unit, outcome: recommendation, reason: '' }));

/** Takes a case out of a draft; it waits for another panel. */
export const removeCase = (minute: Minute, caseId: string, by: string): Promise<void> =>
  transaction(async (session) => {
    await changeDraft(minute, { $set: { cases: minute.cases.filter((one) => one.case !== caseId) } }, session);
    await mustChangeCase(
      { _id: caseId, state: 'recommended', minute: minute.id },
      () => ({ minute: undefined }),
      { by, action: 'assessments.takeFromPanel', detail: { minute: minute.number } },
      session,
    );
  });

/** Takes a case that no panel may decide out of the draft it is in. The caller changes the case. */
export async function dropCase(minuteId: string, caseId: string, session: ClientSession): Promise<void> {
  const dropped = await MinuteModel.updateOne(
    { _id: minuteId, state: 'draft' },
    { $pull: { cases: { case: caseId } }, $set: { signatures: [] }, $inc: { revision: 1 } },
    { session },
  );
  if (dropped.matchedCount === 0) throw new Conflict('assessments.minuteChanged');
}

/** Writes down what the panel decides on one case. */
export const decideUnits = (
  minute: Minute,
  caseId: string,
  units: readonly UnitDecision[],
  by: string,
): Promise<void> =>
  transaction(async (session) => {
    const cases = minute.cases.map((one) => (one.case === caseId ? { case: caseId, units: [...units] } : one));
    await changeDraft(minute, { $set: { cases } }, session);
    await note(by, 'assessments.decideUnits', minute.id, session, { case: caseId });
  });

async function changeDraft(
  { id, revision }: Minute,
  change: { $set: Partial<MinuteRecord> },
  session: ClientSession,
): Promise<void> {
  const { matchedCount } = await MinuteModel.updateOne(
    { _id: id, state: 'draft', revision },
    { $set: { ...change.$set, signatures: [] }, $inc: { revision: 1 } },
    { session },
  );
  if (matchedCount === 0) throw new Conflict('assessments.minuteChanged');
}

const note = (actor: string, action: string, id: string, session: ClientSession, detail?: Record<string, string>) =>
  recordAudit({ actor, action, target: { kind: 'panel-minute', id }, ...(detail ? { detail } : {}) }, session);

/** The minute, if it belongs to one of these bodies. */
export async function findMinute(id: string, bodies: readonly string[]): Promise<Minute | undefined> {
  const stored = await MinuteModel.findOne({ _id: id, body: mongoose.trusted({ $in: [...bodies] }) }).lean();
  return stored ? plainMinute(stored) : undefined;
}

/** A page of 25, the latest meeting first. */
export async function listMinutes(bodies: readonly string[], page: number) {
  const filter = { body: mongoose.trusted({ $in: [...bodies] }) };
  const [found, total] = await Promise.all([
    MinuteModel.find(filter)
      .sort({ heldOn: -1 })
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean(),
    MinuteModel.countDocuments(filter),
  ]);
  return { minutes: found.map(plainMinute), pages: Math.max(1, Math.ceil(total / pageSize)) };
}

/** The cases of a minute in its order. */
export async function casesOf({ id, cases }: Minute): Promise<AssessmentCase[]> {
  const found = (await CaseModel.find({ minute: id }).lean()).map(plainCase);
  return cases.flatMap((entry) => found.filter((one) => one.id === entry.case));
}

/** Recommended and in no minute yet, the earliest exam first: a page of what a panel may take up. */
export async function listWaitingForPanel(body: string): Promise<AssessmentCase[]> {
  const found = await CaseModel.find({ body, state: 'recommended', minute: null })
    .sort({ examOn: 1 })
    .limit(pageSize)
    .lean();
  return found.map(plainCase);
}
