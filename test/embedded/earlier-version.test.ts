import { expect } from 'chai';
import { documentOf, type Document } from '../../src/embedded/bson/value.ts';
import { startEmbedded } from '../../src/embedded/index.ts';
import { addIndexes } from '../../src/embedded/storage/index-build.ts';
import { Storage } from '../../src/embedded/storage/storage.ts';
import { aFolder } from './a-database.ts';

/** As an earlier version, which offered collations, wrote it. */
const withCollation: Document = documentOf({
  v: 2,
  key: documentOf({ name: 1 }),
  name: 'name_1',
  collation: documentOf({ locale: 'id' }),
});

describe('the embedded database: files of an earlier version', function () {
  this.timeout(60_000);

  it('are refused at the start when an index has a collation, each time, and stay as they are', async () => {
    const folder = await aFolder();
    const { directory } = folder;
    const storage = new Storage(directory);
    const people = await storage.ensureCollection('school.people');
    await addIndexes(storage, people, () => [withCollation]);
    await storage.close();

    for (const start of ['first', 'second']) {
      const outcome = await startEmbedded({ directory }).then(
        (embedded) => embedded.close(),
        (error: Error) => error.message,
      );
      expect(outcome, `${start} start`).to.equal(
        'school.people has a collation: export it with the version that wrote it, and import it into a MongoDB server',
      );
    }
    await folder.remove();
  });
});
