/** The panel's minute while it is a draft: who sits, which cases are before them, and what they decide by unit. */
import mongoose, { type ClientSession, type Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import { createOne } from '../../platform/model.ts';
import { type Actor, scopesOf, writeToAll } from '../accounts/index.ts';
import {
  type AssessmentCase,
  certificationDesk,
  listBeforePanel,
  mustChangeCase,
  nextNumber,
} from '../assessments/index.ts';
import { letters } from './panels.mail.ts';
import { MinuteModel, type MinuteRecord, type UnitDecision } from './minute.model.ts';

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

/** Opens a minute as a draft, and tells those who are to sit. */
export async function openMinute(body: string, meeting: Meeting, by: string, now: Date): Promise<Minute> {
  const number = await nextNumber('BA', now);
  return transaction(async (session) => {
    const draft = { ...meeting, body, number, cases: [], state: 'draft' as const, revision: 1, signatures: [] };
    const made = await createOne(MinuteModel, draft, session);
    await note(by, 'assessments.openMinute', String(made._id), session, { number });
    const minute = plainMinute(made);
    await writeToAll(others(meeting.members, by), letters.meeting(minute), session);
    return minute;
  });
}

/** Changes date, place or members. Throws Conflict when the minute is closed, or changed since it was read. */
export const changeMeeting = (minute: Minute, meeting: Meeting, by: string): Promise<void> =>
  transaction(async (session) => {
    await changeDraft(minute, { $set: meeting }, by, session);
    await note(by, 'assessments.changeMinute', minute.id, session);
    await tellMembers(minute, meeting, by, session);
  });

const others = (members: readonly string[], by: string): string[] => members.filter((member) => member !== by);

/** Who came to it, who is no longer asked for, and, when it is at another time or place, everybody else. */
async function tellMembers(before: Minute, meeting: Meeting, by: string, session: ClientSession): Promise<void> {
  const after = { ...before, ...meeting };
  const newcomers = meeting.members.filter((member) => !before.members.includes(member));
  const gone = before.members.filter((member) => !meeting.members.includes(member));
  const stayed = meeting.members.filter((member) => before.members.includes(member));
  const isMoved = +before.heldOn !== +meeting.heldOn || before.place !== meeting.place;
  await writeToAll(others(newcomers, by), letters.meeting(after), session);
  await writeToAll(others(gone, by), letters.notOnPanel(after), session);
  if (isMoved) await writeToAll(others(stayed, by), letters.meetingMoved(after), session);
}

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
    await changeDraft(minute, { $set: { cases: [...minute.cases, ...added] } }, by, session);
  });

const recommendedDecisions = ({ findings }: AssessmentCase): UnitDecision[] =>
  findings.map(({ unit, recommendation }) => ({ unit, outcome: recommendation, reason: '' }));

/** Takes a case out of a draft; it waits for another panel. */
export const removeCase = (minute: Minute, caseId: string, by: string): Promise<void> =>
  transaction(async (session) => {
    await changeDraft(minute, { $set: { cases: minute.cases.filter((one) => one.case !== caseId) } }, by, session);
    await mustChangeCase(
      { _id: caseId, state: 'recommended', minute: minute.id },
      () => ({ minute: undefined }),
      { by, action: 'assessments.takeFromPanel', detail: { minute: minute.number } },
      session,
    );
  });

/** Takes a case that no panel may decide out of the draft it is in. The caller changes the case. */
export async function dropCase(minuteId: string, caseId: string, session: ClientSession): Promise<void> {
  const before = await MinuteModel.findOneAndUpdate(
    { _id: minuteId, state: 'draft' },
    { $pull: { cases: { case: caseId } }, $set: { signatures: [] }, $inc: { revision: 1 } },
    { session, returnDocument: 'before' },
  ).lean();
  if (!before) throw new Conflict('panels.minuteChanged');
  await tellSigners(before, 'system', session);
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
    await changeDraft(minute, { $set: { cases } }, by, session);
    await note(by, 'assessments.decideUnits', minute.id, session, { case: caseId });
  });

async function changeDraft(
  { id, revision }: Minute,
  change: { $set: Partial<MinuteRecord> },
  by: string,
  session: ClientSession,
): Promise<void> {
  const before = await MinuteModel.findOneAndUpdate(
    { _id: id, state: 'draft', revision },
    { $set: { ...change.$set, signatures: [] }, $inc: { revision: 1 } },
    { session, returnDocument: 'before' },
  ).lean();
  if (!before) throw new Conflict('panels.minuteChanged');
  await tellSigners(before, by, session, change.$set.members);
}

/** Whoever had signed what stood there before is waited for again, unless they sit no more. */
async function tellSigners(
  before: MinuteRecord & { _id: Types.ObjectId },
  by: string,
  session: ClientSession,
  members: readonly string[] = before.members,
): Promise<void> {
  const signers = before.signatures.map((signature) => signature.by).filter((signer) => members.includes(signer));
  await writeToAll(others(signers, by), letters.signatureGone(plainMinute(before)), session);
}

const note = (actor: string, action: string, id: string, session: ClientSession, detail?: Record<string, string>) =>
  recordAudit({ actor, action, target: { kind: 'panel-minute', id }, ...(detail ? { detail } : {}) }, session);

/** The minute, if it belongs to one of these bodies. */
export async function findMinute(id: string, bodies: readonly string[]): Promise<Minute | undefined> {
  const stored = await MinuteModel.findOne({ _id: id, body: mongoose.trusted({ $in: [...bodies] }) }).lean();
  return stored ? plainMinute(stored) : undefined;
}

/** The bodies whose minutes somebody reads. */
export const panelBodies = (actor: Actor): string[] => [
  ...new Set([...scopesOf(actor, 'panel-member'), ...scopesOf(actor, 'certification-manager')]),
];

/** A minute of one of these bodies; NotFound for any other. */
export async function findServedMinute(actor: Actor, id: string): Promise<Minute> {
  const minute = await findMinute(id, panelBodies(actor));
  if (!minute) throw new NotFound();
  return minute;
}

/** What waits for the panels of these certification bodies. */
export async function panelDesk(bodies: readonly string[]): Promise<{ recommended: number; drafts: number }> {
  const [{ recommended }, drafts] = await Promise.all([
    certificationDesk(bodies),
    MinuteModel.countDocuments({ body: mongoose.trusted({ $in: [...bodies] }), state: 'draft' }),
  ]);
  return { recommended, drafts };
}

/** A page of 25, the latest meeting first. */
export async function listMinutes(bodies: readonly string[], page: number) {
  const filter = { body: mongoose.trusted({ $in: [...bodies] }) };
  const [found, total] = await Promise.all([
    MinuteModel.find(filter)
      .sort({ heldOn: -1, _id: -1 })
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean(),
    MinuteModel.countDocuments(filter),
  ]);
  return { minutes: found.map(plainMinute), pages: Math.max(1, Math.ceil(total / pageSize)) };
}

/** The cases of a minute in its order. */
export async function casesOf({ id, cases }: Minute): Promise<AssessmentCase[]> {
  const found = await listBeforePanel(id);
  return cases.flatMap((entry) => found.filter((one) => one.id === entry.case));
}
