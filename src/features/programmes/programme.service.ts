import mongoose, { type ClientSession, type Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { now as serverTime } from '../../platform/clock.ts';
import { transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { createOne } from '../../platform/model.ts';
import { move } from '../../platform/moves.ts';
import { findPage, type Paged } from '../../platform/paging.ts';
import { grantRole } from '../accounts/index.ts';
import { type ProgrammeRecord, ProgrammeModel } from './programme.model.ts';
import { undoableSince } from './programme.rules.ts';
import { type ProgrammeMove, programmeStates } from './programme.states.ts';

export type Programme = Omit<ProgrammeRecord, 'body'> & { id: string; body: string };
export type NewProgramme = Omit<Programme, 'id' | 'state' | 'closedAt' | 'revision'>;
/** The slug stands in addresses that people keep, so it never changes. */
export type ProgrammeChange = Omit<NewProgramme, 'slug'>;

type Stored = ProgrammeRecord & { _id: Types.ObjectId };

const plain = (stored: Stored): Programme => ({
  id: String(stored._id),
  slug: stored.slug,
  name: stored.name,
  summary: stored.summary,
  city: stored.city,
  organiser: stored.organiser,
  target: stored.target,
  eligibility: stored.eligibility,
  completion: stored.completion,
  course: stored.course,
  scheme: stored.scheme,
  body: String(stored.body),
  state: stored.state,
  ...(stored.closedAt ? { closedAt: stored.closedAt } : {}),
  revision: stored.revision,
});

/**
 * A new programme, as a draft. With `adminId` that account becomes its first programme admin in the same transaction.
 * Throws a duplicate error (isDuplicate) when the slug is taken.
 */
export function createProgramme(input: NewProgramme, by: string, now: Date, adminId?: string): Promise<Programme> {
  return transaction(async (session) => {
    const programme = plain(
      await createOne(ProgrammeModel, { ...input, ...programmeStates.after('create'), revision: 1 }, session),
    );
    if (adminId) await grantRole(adminId, { role: 'programme-admin', scope: programme.id }, by, now, session);
    await recordAudit(
      { actor: by, action: 'programmes.create', target: target(programme.id), after: programme },
      session,
    );
    return programme;
  });
}

/** Changes the rules for cohorts to come. Throws Conflict when somebody else changed the programme since `seen`. */
export function changeProgramme(id: string, seen: number, input: ProgrammeChange, by: string): Promise<Programme> {
  return transaction(async (session) => {
    const before = await ProgrammeModel.findOneAndUpdate(
      { _id: id, revision: seen },
      { $set: input, $inc: { revision: 1 } },
      { session },
    ).lean();
    if (!before) throw new Conflict('platform.changedMeanwhile');
    const after = { ...plain(before), ...input, revision: seen + 1 };
    await recordAudit(
      { actor: by, action: 'programmes.change', target: target(id), before: plain(before), after },
      session,
    );
    return after;
  });
}

/** Opens or closes a programme, or opens it again within a day of closing it. Throws Conflict when that is not possible. */
export function moveProgramme(id: string, act: ProgrammeMove, by: string, now: Date = serverTime()): Promise<void> {
  const { from, undoes } = programmeStates.row(act);
  const inTime = undoes ? { closedAt: mongoose.trusted({ $gt: undoableSince(now) }) } : {};
  const moment = act === 'close' ? { $set: { closedAt: now } } : { $unset: { closedAt: 1 as const } };
  return transaction(async (session) => {
    const { state } = await move(ProgrammeModel, programmeStates, act, {
      filter: { _id: id, ...inTime },
      update: { $inc: { revision: 1 }, ...moment },
      event: () => ({ programme: id, at: now.toISOString() }),
      otherwise: () => new Conflict('programmes.stateChanged'),
      session,
    });
    const detail = { from: from.join(), to: state };
    await recordAudit({ actor: by, action: 'programmes.move', target: target(id), detail }, session);
  });
}

/** Whether a programme is closed, in the caller's transaction. */
export const isClosed = async (id: string, session: ClientSession): Promise<boolean> =>
  (await ProgrammeModel.exists({ _id: id, ...programmeStates.where('closed') }).session(session)) !== null;

const target = (id: string) => ({ kind: 'programme', id });

export async function findProgramme(id: string): Promise<Programme | undefined> {
  const stored = await ProgrammeModel.findById(id).lean();
  return stored ? plain(stored) : undefined;
}

/** Many programmes by their ids, for pages that name them. */
export async function findProgrammes(ids: readonly string[]): Promise<Map<string, Programme>> {
  const stored = await ProgrammeModel.find({ _id: mongoose.trusted({ $in: ids }) }).lean();
  return new Map(stored.map((one) => [String(one._id), plain(one)]));
}

/** A page of 25, by slug; `only` restricts it to these ids. */
export function listProgrammes({ only, page = 1 }: { only?: readonly string[]; page?: number } = {}): Promise<
  Paged<Programme>
> {
  const filter = only === undefined ? {} : { _id: mongoose.trusted({ $in: only }) };
  return findPage(ProgrammeModel, filter, { page, sort: { slug: 1 } }, plain);
}

/** The programmes of these cities that have been opened, by slug; a city has a few a year, and 100 are shown at most. */
export async function listProgrammesIn(cityCodes: readonly string[]): Promise<Programme[]> {
  const found = await ProgrammeModel.find({
    'city.code': mongoose.trusted({ $in: cityCodes }),
    ...programmeStates.where('shown'),
  })
    .sort({ slug: 1 })
    .limit(100)
    .lean();
  return found.map(plain);
}
