import { expect } from 'chai';
import mongoose from 'mongoose';
import { namesToSearch } from '../../src/migrations/2026-11-30-names-to-search.ts';
import { useDatabase } from '../support/database.ts';

describe('the names in the register of certificates', () => {
  useDatabase();

  it('become searchable by letters and digits alone, once and for all', async () => {
    const certificates = mongoose.connection.db!.collection('certificates');
    const stored = (holderName: string, searchName: string) => ({
      ...Object.fromEntries(['number', 'code', 'sha256', 'case', 'enrolment'].map((name) => [name, holderName])),
      searchName,
      snapshot: { holderName },
    });
    await certificates.insertMany([
      stored('Yuni Nur’aini', 'yuni nur’aini'),
      stored('Siti Al-Fatih', 'siti al-fatih'),
      stored('Sari', 'sari'),
    ]);
    const run = () => namesToSearch.run(mongoose.connection.db!, () => {});
    expect(await run()).to.equal(2);
    expect(await run()).to.equal(0);
    const names = (await certificates.find().sort({ _id: 1 }).toArray()).map(({ searchName }) => searchName as string);
    expect(names).to.deep.equal(['yuninuraini', 'sitialfatih', 'sari']);
    await certificates.deleteMany({});
  });
});
