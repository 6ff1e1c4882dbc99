import { expect } from 'chai';
import mongoose from 'mongoose';
import { provenContacts } from '../../src/migrations/2026-11-30-proven-contacts.ts';
import { useDatabase } from '../support/database.ts';

describe('the migration of proven contacts', () => {
  useDatabase();

  it('takes what an account has as proved since it was made, once', async () => {
    const accounts = mongoose.connection.db!.collection<{ _id: string; [field: string]: unknown }>('accounts');
    const createdAt = new Date('2026-11-01T02:00:00Z');
    const newer = { _id: 'new', email: 'baru@contoh.id', proven: {}, createdAt };
    await accounts.insertMany([
      { _id: 'both', email: 'ani@contoh.id', phoneIndex: 'x', createdAt },
      { _id: 'mail', email: 'budi@contoh.id', createdAt },
      { _id: 'phone', phoneIndex: 'y', createdAt },
      newer,
    ]);
    const run = () => provenContacts.run(mongoose.connection.db!, () => {});
    expect([await run(), await run()]).to.deep.equal([3, 0]);
    const proven = Object.fromEntries((await accounts.find().toArray()).map((one) => [one._id, one.proven]));
    expect(proven).to.deep.equal({
      both: { email: createdAt, phone: createdAt },
      mail: { email: createdAt },
      phone: { phone: createdAt },
      new: {},
    });
  });
});
