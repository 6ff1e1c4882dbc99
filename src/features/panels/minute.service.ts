/** The minutes of panels: finding them, and whose they are. */
import mongoose, { type Types } from 'mongoose';
import { NotFound } from '../../platform/errors.ts';
import { findPage, type Paged } from '../../platform/paging.ts';
import { type Actor, scopesOf } from '../accounts/index.ts';
import { type AssessmentCase, certificationDesk, listBeforePanel } from '../assessments/index.ts';
import { MinuteModel, type MinuteRecord } from './minute.model.ts';
import { minuteStates } from './minute.states.ts';
import type { UnitDecision } from './votes.rules.ts';

export type Minute = Omit<MinuteRecord, 'body'> & { id: string; body: string };

/** The minute as the form showed it: a change to it fails when somebody has changed it since. */
export const asSeen = (minute: Minute, { revision }: { revision: number }): Minute => ({ ...minute, revision });

export const plainMinute = ({ _id, body, ...stored }: MinuteRecord & { _id: Types.ObjectId }): Minute => ({
  ...stored,
  id: String(_id),
  body: String(body),
});

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
    MinuteModel.countDocuments({ body: mongoose.trusted({ $in: [...bodies] }), ...minuteStates.where('draft') }),
  ]);
  return { recommended, drafts };
}

/** A page of 25, the latest meeting first. */
export const listMinutes = (bodies: readonly string[], page: number): Promise<Paged<Minute>> =>
  findPage(
    MinuteModel,
    { body: mongoose.trusted({ $in: [...bodies] }) },
    { page, sort: { heldOn: -1, _id: -1 } },
    plainMinute,
  );

/** The cases of a minute in its order. */
export async function casesOf({ id, cases }: Minute): Promise<AssessmentCase[]> {
  const found = await listBeforePanel(id);
  return cases.flatMap((entry) => found.filter((one) => one.id === entry.case));
}

/** What the minute says of one of its cases, by unit. */
export const decisionsFor = ({ cases }: Pick<Minute, 'cases'>, caseId: string): readonly UnitDecision[] =>
  cases.find((one) => one.case === caseId)?.units ?? [];
