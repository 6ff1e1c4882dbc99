import mongoose, { type Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { createOne } from '../../platform/model.ts';
import { findPage, type Paged } from '../../platform/paging.ts';
import { type CentreRecord, CentreModel } from './centre.model.ts';

export type TrainingCentre = CentreRecord & { id: string };

const plain = ({ _id, name, address, city, capacity }: CentreRecord & { _id: Types.ObjectId }): TrainingCentre => ({
  id: String(_id),
  name,
  address,
  city,
  capacity,
});

/** Throws a duplicate error (isDuplicate) when the city has a centre of this name. */
export function createCentre(input: CentreRecord, by: string): Promise<TrainingCentre> {
  return transaction(async (session) => {
    const made = await createOne(CentreModel, input, session);
    const target = { kind: 'centre', id: String(made._id) };
    await recordAudit({ actor: by, action: 'programmes.createCentre', target, after: input }, session);
    return plain(made);
  });
}

export async function findCentre(id: string): Promise<TrainingCentre | undefined> {
  const stored = await CentreModel.findById(id).lean();
  return stored ? plain(stored) : undefined;
}

/** Many centres by their ids, for pages that name them. */
export async function findCentres(ids: readonly string[]): Promise<Map<string, TrainingCentre>> {
  const stored = await CentreModel.find({ _id: mongoose.trusted({ $in: ids }) }).lean();
  return new Map(stored.map((one) => [String(one._id), plain(one)]));
}

/** All centres of a city by name: a city has tens of them at most. */
export async function listCentresIn(city: string): Promise<TrainingCentre[]> {
  return (await CentreModel.find({ city }).sort({ name: 1 }).limit(200).lean()).map(plain);
}

/** A page of 25, by name. */
export const listCentres = (page: number): Promise<Paged<TrainingCentre>> =>
  findPage(CentreModel, {}, { page, sort: { name: 1, _id: 1 } }, plain);
