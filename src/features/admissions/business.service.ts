/** The businesses that people who were admitted come from. */
import { type ClientSession, Types } from 'mongoose';
import { BusinessModel } from './business.model.ts';
import { openNumbers, sealBusinessNib } from './numbers.service.ts';
import type { StoredApplication } from './reading.service.ts';

/**
 * The business of an application that is being accepted, registered now if it is new; undefined where no NIB was asked
 * for. A business is known by its NIB, whoever of it came first: several people may come from one. What it is called and
 * where it is, only the account that registered it may change.
 */
export async function registerBusiness(
  stored: StoredApplication,
  session: ClientSession,
): Promise<Types.ObjectId | undefined> {
  const { nib } = openNumbers(String(stored._id), stored);
  if (nib === undefined) return undefined;
  const stated = {
    name: stored.checks.nib.businessName!,
    address: stored.checks.ownProduct.place ?? stored.person.address!,
    district: stored.person.district!,
  };
  const owner = stored.applicant;
  const known = await BusinessModel.findOne({ nibIndex: stored.checks.nib.numberIndex! }).session(session).lean();
  if (known) {
    await BusinessModel.updateOne({ _id: known._id, owner }, { $set: stated }, { session });
    return known._id;
  }
  const _id = new Types.ObjectId();
  await BusinessModel.create([{ _id, owner, ...stated, ...sealBusinessNib(String(_id), nib) }], { session });
  return _id;
}
