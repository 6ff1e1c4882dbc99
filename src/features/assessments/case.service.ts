/** Reading a case, and the one way to change it. */
import mongoose, { type ClientSession, type QueryFilter, type Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { Conflict } from '../../platform/errors.ts';
import { must } from '../../platform/must.ts';
import { type Actor, scopesOf } from '../accounts/index.ts';
import { CaseModel, type CaseRecord, type RecommendationRecord } from './case.model.ts';

type Ids = 'enrolment' | 'account' | 'cohort' | 'programme' | 'body';
type LaterIds = 'assessor' | 'minute';
export type AssessmentCase = Omit<CaseRecord, Ids | LaterIds> & { id: string } & {
  [Name in Ids]: string;
} & { [Name in LaterIds]?: string };

/** Of a case that was recommended, be it decided since or not. */
export const recommendationOf = ({ number, recommendation }: AssessmentCase): RecommendationRecord =>
  must(recommendation, `the recommendation of case ${number}`);

export type StoredCase = CaseRecord & { _id: Types.ObjectId };

export function plainCase({ _id, assessor, minute, ...stored }: StoredCase): AssessmentCase {
  const { enrolment, account, cohort, programme, body, ...rest } = stored;
  return {
    ...rest,
    id: String(_id),
    enrolment: String(enrolment),
    account: String(account),
    cohort: String(cohort),
    programme: String(programme),
    body: String(body),
    ...(assessor ? { assessor: String(assessor) } : {}),
    ...(minute ? { minute: String(minute) } : {}),
  };
}

export type CaseFilter = QueryFilter<CaseRecord>;

export async function findCase(filter: CaseFilter): Promise<AssessmentCase | undefined> {
  const stored = await CaseModel.findOne(filter).lean();
  return stored ? plainCase(stored) : undefined;
}

/** For a filter: one of the certification bodies in which somebody holds a role. */
export const bodiesOf = (actor: Actor, role: 'certification-manager' | 'panel-member') =>
  mongoose.trusted({ $in: scopesOf(actor, role) });

/** The cases that somebody has to do with: as the candidate, as the assessor, or on a panel. */
export const concerning = (actor: Actor): CaseFilter => ({
  $or: [{ account: actor.id }, { assessor: actor.id }, { body: bodiesOf(actor, 'panel-member') }],
});

/** A field that is set to undefined is taken away. */
export type CaseChange = { [Name in keyof CaseRecord]?: CaseRecord[Name] | undefined };

/** What was done, for the audit trail. */
export type Deed = Readonly<{ by: string; action: string; detail?: Record<string, string | number | boolean> }>;

/**
 * Changes the case that `filter` finds, as `change` says, within the caller's transaction. The filter holds the state, and
 * the person, that the change depends on: undefined when no case matches any more.
 */
export async function changeCase(
  filter: CaseFilter,
  change: (one: AssessmentCase) => CaseChange,
  { by, action, detail }: Deed,
  session: ClientSession,
): Promise<AssessmentCase | undefined> {
  const stored = await CaseModel.findOne(filter).session(session).lean();
  if (!stored) return undefined;
  const changes = Object.entries(change(plainCase(stored)));
  const set = Object.fromEntries(changes.filter(([, value]) => value !== undefined));
  const unset = Object.fromEntries(changes.filter(([, value]) => value === undefined).map(([name]) => [name, 1]));
  const changed = await CaseModel.findOneAndUpdate(
    { _id: stored._id, revision: stored.revision },
    { $set: set, ...(Object.keys(unset).length > 0 ? { $unset: unset } : {}), $inc: { revision: 1 } },
    { session, returnDocument: 'after' },
  ).lean();
  if (!changed) throw new Conflict('platform.changedMeanwhile');
  const target = { kind: 'assessment-case', id: String(stored._id) };
  await recordAudit(
    { actor: by, action, target, before: stored, after: changed, ...(detail ? { detail } : {}) },
    session,
  );
  return plainCase(changed);
}

/** The same for a change that nothing but another person's could have stood in the way of. */
export async function mustChangeCase(...change: Parameters<typeof changeCase>): Promise<AssessmentCase> {
  const changed = await changeCase(...change);
  if (!changed) throw new Conflict('assessments.changedMeanwhile');
  return changed;
}
