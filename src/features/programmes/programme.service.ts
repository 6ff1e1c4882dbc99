import mongoose, { type ClientSession, type Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { now as serverTime } from '../../platform/clock.ts';
import { transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { publish } from '../../platform/events.ts';
import { createOne } from '../../platform/model.ts';
import { grantRole } from '../accounts/index.ts';
import { type ProgrammeRecord, ProgrammeModel } from './programme.model.ts';
import { type ProgrammeState, undoableSince } from './programme.rules.ts';

export type Programme = Omit<ProgrammeRecord, 'body'> & { id: string; body: string };
export type NewProgramme = Omit<Programme, 'id' | 'state' | 'closedAt' | 'revision'>;
/** The slug stands in addresses that people keep, so it never changes. */
export type ProgrammeChange = Omit<NewProgramme, 'slug'>;

const pageSize = 25;

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
    const programme = plain(await createOne(ProgrammeModel, { ...input, state: 'draft', revision: 1 }, session));
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

/**
 * Opens or closes a programme, or opens it again within a day of closing it. Throws Conflict when it is not in a state from
 * which it can go there.
 */
export function moveProgramme(id: string, to: ProgrammeState, by: string, now: Date = serverTime()): Promise<void> {
  return transaction(async (session) => {
    const before = await ProgrammeModel.findOneAndUpdate({ _id: id, $or: sourcesOf(to, now) }, moveTo(to, now), {
      session,
    }).lean();
    if (!before) throw new Conflict('programmes.stateChanged');
    const detail = { from: before.state, to };
    await recordAudit({ actor: by, action: 'programmes.move', target: target(id), detail }, session);
    if (to === 'closed') await publish('programme.closed', { programme: id, at: now.toISOString() }, session);
    if (before.state === 'closed')
      await publish('programme.reopened', { programme: id, at: now.toISOString() }, session);
  });
}

const moveTo = (to: ProgrammeState, now: Date) => ({
  $inc: { revision: 1 },
  ...(to === 'closed'
    ? { $set: { state: to, closedAt: now } }
    : { $set: { state: to }, $unset: { closedAt: 1 as const } }),
});

/** What a programme must be like to go to `to`: nothing becomes a draft again, and a closed one is opened for a day. */
function sourcesOf(to: ProgrammeState, now: Date) {
  if (to === 'draft') throw new Conflict('programmes.stateChanged');
  if (to === 'closed') return [{ state: 'open' as const }];
  const justClosed = { state: 'closed' as const, closedAt: mongoose.trusted({ $gt: undoableSince(now) }) };
  return [{ state: 'draft' as const }, justClosed];
}

/** Whether a programme is closed, in the caller's transaction. */
export const isClosed = async (id: string, session: ClientSession): Promise<boolean> =>
  (await ProgrammeModel.exists({ _id: id, state: 'closed' }).session(session)) !== null;

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
export async function listProgrammes({ only, page = 1 }: { only?: readonly string[]; page?: number } = {}): Promise<{
  programmes: Programme[];
  pages: number;
}> {
  const filter = only === undefined ? {} : { _id: mongoose.trusted({ $in: only }) };
  const [found, total] = await Promise.all([
    ProgrammeModel.find(filter)
      .sort({ slug: 1 })
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean(),
    ProgrammeModel.countDocuments(filter),
  ]);
  return { programmes: found.map(plain), pages: Math.max(1, Math.ceil(total / pageSize)) };
}

/** The programmes of these cities that have been opened, by slug; a city has a few a year, and 100 are shown at most. */
export async function listProgrammesIn(cityCodes: readonly string[]): Promise<Programme[]> {
  const found = await ProgrammeModel.find({
    'city.code': mongoose.trusted({ $in: cityCodes }),
    state: mongoose.trusted({ $ne: 'draft' }),
  })
    .sort({ slug: 1 })
    .limit(100)
    .lean();
  return found.map(plain);
}
