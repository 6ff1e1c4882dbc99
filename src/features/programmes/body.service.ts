import mongoose, { type Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { createOne } from '../../platform/model.ts';
import { findPage, type Paged } from '../../platform/paging.ts';
import { type BodyRecord, BodyModel } from './body.model.ts';

export type CertificationBody = BodyRecord & { id: string };

const plain = (stored: BodyRecord & { _id: Types.ObjectId }): CertificationBody => ({
  id: String(stored._id),
  name: stored.name,
  city: stored.city,
  ...(stored.licence ? { licence: stored.licence } : {}),
  signatories: stored.signatories,
  panelMinimum: stored.panelMinimum,
});

/** Throws a duplicate error (isDuplicate) when there is a body of this name. */
export function createBody(input: BodyRecord, by: string): Promise<CertificationBody> {
  return transaction(async (session) => {
    const made = await createOne(BodyModel, input, session);
    const target = { kind: 'body', id: String(made._id) };
    await recordAudit({ actor: by, action: 'programmes.createBody', target, after: input }, session);
    return plain(made);
  });
}

export async function findBody(id: string): Promise<CertificationBody | undefined> {
  const stored = await BodyModel.findById(id).lean();
  return stored ? plain(stored) : undefined;
}

/** By name. */
export async function findBodies(ids: readonly string[]): Promise<CertificationBody[]> {
  const stored = await BodyModel.find({ _id: mongoose.trusted({ $in: ids }) })
    .sort({ name: 1 })
    .lean();
  return stored.map(plain);
}

/** All of them by name, to choose one from: a choice has no pages, and there are tens of bodies. */
export async function listAllBodies(): Promise<CertificationBody[]> {
  return (await BodyModel.find().sort({ name: 1 }).limit(500).lean()).map(plain);
}

/** A page of 25, by name. */
export const listBodies = (page: number): Promise<Paged<CertificationBody>> =>
  findPage(BodyModel, {}, { page, sort: { name: 1 } }, plain);
