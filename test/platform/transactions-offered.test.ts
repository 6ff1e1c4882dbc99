import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { requireTransactions } from '../../src/platform/transactions-offered.ts';
import { useDatabase } from '../support/database.ts';
import { LoneServer, noName } from './lone-server.ts';
import { useDirectory } from './use-keys.ts';

describe('transactions', () => {
  useDatabase();
  const directory = useDirectory();
  const lone = new LoneServer();
  const closed = new LoneServer(noName);
  after(() => [lone, closed].forEach((server) => server.close()));

  async function start(server: LoneServer) {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/server.ts'], {
      env: { ...process.env, MONGODB_URI: await server.listen(), DATA_DIR: directory(), PORT: '0' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    return { said, code: code as unknown };
  }

  it('are there where the tests run', () => requireTransactions());

  it('are asked for before anything else, and a server without them is refused with a sentence', async () => {
    const { said, code } = await start(lone);
    expect(said).to.match(/MONGODB_URI names has no transactions: Transaction numbers are only allowed/);
    expect(code).to.equal(1);
  }).timeout(120_000);

  it('are not what a server lacks that refuses whoever says no name', async () => {
    const { said, code } = await start(closed);
    expect(said).to.include(noName.errmsg).and.not.include('no transactions');
    expect(code).to.equal(1);
  }).timeout(120_000);
});
