import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { BSON } from 'mongodb';
import { hashFile, readCollectionFile, writeCollectionFile } from '../../src/platform/backup/collection-file.ts';
import { useDirectory } from './use-keys.ts';

const read = async (file: string) => {
  const documents: unknown[] = [];
  for await (const document of readCollectionFile(file)) documents.push(BSON.deserialize(document));
  return documents;
};
async function* inBson(documents: readonly BSON.Document[]) {
  for (const document of documents) yield BSON.serialize(document);
}

describe('a collection in a file', () => {
  const root = useDirectory();
  const file = (name: string) => path.join(root(), name);

  const collections: [what: string, documents: BSON.Document[]][] = [
    ['no document', []],
    ['an empty document', [{}]],
    ['many small ones', Array.from({ length: 20_000 }, (_, number) => ({ number }))],
    ['large ones between small ones', [{ a: 1 }, { b: 'x'.repeat(3_000_000) }, { c: 2 }, { d: 'y'.repeat(700_000) }]],
  ];
  for (const [what, documents] of collections) {
    it(`comes back with ${what}`, async () => {
      const written = await writeCollectionFile(file(what), inBson(documents));
      expect(written).to.deep.equal({ documents: documents.length, sha256: await hashFile(file(what)) });
      expect(await read(file(what))).to.deep.equal(documents);
    });
  }

  it('does not overwrite one that is there', async () => {
    await writeCollectionFile(file('twice'), inBson([{ first: true }]));
    const second = await writeCollectionFile(file('twice'), inBson([])).catch((error: Error) => error.message);
    expect(second).to.match(/EEXIST/);
    expect(await read(file('twice'))).to.deep.equal([{ first: true }]);
  });

  const damages: [what: string, damage: (gzipped: Buffer) => Buffer, says: RegExp][] = [
    ['its last byte is missing', (gzipped) => gzipSync(gunzipSync(gzipped).subarray(0, -1)), /ends inside a document/],
    ['the zip is cut short', (gzipped) => gzipped.subarray(0, -12), /unexpected end of file/],
    ['it is no zip', () => Buffer.from('{}'), /incorrect header/],
    ['a length is impossible', () => gzipSync(Buffer.alloc(16)), /impossible length/],
  ];
  for (const [what, damage, says] of damages) {
    it(`is refused when ${what}`, async () => {
      await writeCollectionFile(file(`whole, then ${what}`), inBson([{ a: 1 }, { b: 2 }]));
      await writeFile(file(what), damage(await readFile(file(`whole, then ${what}`))));
      expect(await read(file(what)).catch((error: Error) => error.message)).to.match(says);
    });
  }

  it('is refused when it is not there', async () => {
    expect(await read(file('nowhere')).catch((error: Error) => error.message)).to.match(/ENOENT/);
  });
});
