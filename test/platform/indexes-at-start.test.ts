import { expect } from 'chai';
import mongoose from 'mongoose';
import { useDatabase } from '../support/database.ts';

describe('the indexes of kept files', () => {
  useDatabase();

  const cases: [collection: string, name: string, isUnique: boolean][] = [
    ['files.files', 'filename_1_uploadDate_1', false],
    ['files.chunks', 'files_id_1_n_1', true],
  ];
  for (const [collection, name, isUnique] of cases) {
    it(`are there before the first upload, which happens inside a transaction: ${collection}`, async () => {
      const found = await mongoose.connection.db!.collection(collection).indexes();
      const index = found.find((one) => one.name === name);
      expect(index?.unique ?? false, JSON.stringify(found)).to.equal(isUnique);
      expect(index).to.not.equal(undefined);
    });
  }
});
