import { expect } from 'chai';
import mongoose from 'mongoose';
import { makeApplicants } from '../src/commands/demo/applicants.ts';
import { StoredFileRecord } from '../src/platform/files/file.model.ts';
import { findReferred, referenceFields } from '../src/platform/files/references.ts';
import { useApp } from './support/app.ts';
import { aSmallSchool } from './support/demo-school.ts';

/** The files themselves, and what is written about things that need not exist any more. */
const notReferring = /^(storedfiles|files\.|audit|jobs|sessions|upload_owners)/;

/** Ids of 24 hexadecimal digits anywhere in the database but there. */
async function idsMentioned(): Promise<Set<string>> {
  const mentioned = new Set<string>();
  const collections = await mongoose.connection.db!.collections();
  for (const collection of collections.filter(({ collectionName }) => !notReferring.test(collectionName))) {
    for await (const document of collection.find({})) {
      for (const [id] of JSON.stringify({ ...document, _id: '' }).matchAll(/\b[0-9a-f]{24}\b/g)) mentioned.add(id);
    }
  }
  return mentioned;
}

describe('references to files', function () {
  this.timeout(120_000);
  useApp();

  it('are found wherever a document of any feature mentions a file', async () => {
    const small = await aSmallSchool(['work-returned', 'self-assessment-due', 'certified']);
    await makeApplicants(small.school, 3);
    const stored = (await StoredFileRecord.find({}, { purpose: 1 }).lean()).map(({ _id, purpose }) => ({
      id: String(_id),
      purpose,
    }));
    const mentioned = await idsMentioned();
    const referred = await findReferred(stored.map(({ id }) => id));
    const used = stored.filter(({ id }) => mentioned.has(id));
    expect(used.filter(({ id }) => !referred.has(id))).to.deep.equal([]);
    expect(new Set(used.map(({ purpose }) => purpose)).size, 'proofs, works, evidence, certificates').to.be.at.least(3);
  });

  it('are each looked up by an index', () => {
    const unserved = referenceFields().filter(
      ({ model, path }) => !model.schema.indexes().some(([keys]) => Object.keys(keys)[0] === path),
    );
    const ours = unserved.filter(({ model }) => !model.modelName.startsWith('Test'));
    expect(ours.map(({ model, path }) => `${model.modelName}.${path}`)).to.deep.equal([]);
    expect(referenceFields().map(({ path }) => path)).to.include.members([
      'file',
      'draft.files.id',
      'versions.files.id',
      'evidence.files.id',
      'files.id',
      'checks.localId.proofs.file',
    ]);
  });
});
