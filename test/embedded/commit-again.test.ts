import { expect } from 'chai';
import { Binary, type Document, documentOf, type Value } from '../../src/embedded/bson/value.ts';
import { startEmbedded } from '../../src/embedded/index.ts';
import { aFolder } from './a-database.ts';
import { WireClient } from './vectors/wire-client.ts';

const lsid = documentOf({ id: new Binary(Buffer.alloc(16, 7), 4) });

const inTransaction = (txnNumber: bigint, command: Record<string, Value>): Document =>
  documentOf({ ...command, lsid, txnNumber, autocommit: false });

const commitOf = (txnNumber: bigint) => inTransaction(txnNumber, { commitTransaction: 1 });

const clientOf = ({ uri }: { uri: string }) => new WireClient(decodeURIComponent(new URL(uri).hostname));

describe('the embedded database: a commit that nobody heard of', function () {
  this.timeout(60_000);

  it('is known after a restart, so that it is not done twice', async () => {
    const folder = await aFolder();
    const first = await startEmbedded({ directory: folder.directory });
    const before = clientOf(first);
    const document = documentOf({ _id: 1, n: 1 });
    const insert = { insert: 'accounts', documents: [document], startTransaction: true };
    expect((await before.run('bank', inTransaction(5n, insert))).get('code')).to.equal(undefined);
    expect((await before.run('admin', commitOf(5n))).get('code')).to.equal(undefined);
    before.close();
    await first.close();

    const second = await startEmbedded({ directory: folder.directory });
    const after = clientOf(second);
    expect((await after.run('admin', commitOf(5n))).get('code')).to.equal(undefined);
    const unknown = await after.run('admin', commitOf(6n));
    expect(unknown.get('code')).to.equal(251);
    const write = documentOf({ insert: 'accounts', documents: [documentOf({ _id: 2 })], lsid, txnNumber: 5n });
    expect((await after.run('bank', write)).get('code')).to.equal(256);
    after.close();
    await second.close();
    await folder.remove();
  });
});
