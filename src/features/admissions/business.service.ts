/** The businesses that people who were admitted come from. */
import { type ClientSession, Types } from 'mongoose';
import { must } from '../../platform/must.ts';
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
  const { person, checks } = stored;
  const stated = {
    name: must(checks.nib.businessName, 'the name of a business that was accepted'),
    address: must(checks.ownProduct.place ?? person.address, 'the address of a business that was accepted'),
    district: must(person.district, 'the district of a business that was accepted'),
  };
  const nibIndex = must(checks.nib.numberIndex, 'the index of a NIB that was accepted');
  const owner = stored.applicant;
  const known = await BusinessModel.findOne({ nibIndex }).session(session).lean();
  if (known) {
    await BusinessModel.updateOne({ _id: known._id, owner }, { $set: stated }, { session });
    return known._id;
  }
  const _id = new Types.ObjectId();
  await BusinessModel.create([{ _id, owner, ...stated, ...sealBusinessNib(String(_id), nib) }], { session });
  return _id;
}
