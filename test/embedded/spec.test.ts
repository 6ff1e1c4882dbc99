import { existsSync } from 'node:fs';
import path from 'node:path';
import mongoose from 'mongoose';
import { startEmbedded, type Embedded } from '../../src/embedded/index.ts';
import { aFolder } from './a-database.ts';
import { EXPECTED_FAILURES } from './spec/expected-failures.ts';
import { FailPoints } from './spec/fail-points.ts';
import { isForUs, readSpecFiles, type SpecFile, type SpecTest } from './spec/files.ts';
import { runSpecTest, type Stage } from './spec/run.ts';

const folder = path.join(import.meta.dirname, '../../../shared/mongodb-specs');

describe("the embedded database: MongoDB's unified tests", function () {
  if (!existsSync(folder)) {
    it.skip('are skipped: ../shared/mongodb-specs is not here');
    return;
  }
  this.timeout(20_000);
  const stage = {} as Stage;
  let embedded: Embedded;
  let removeFolder: () => Promise<void>;

  before(async () => {
    const place = await aFolder();
    removeFolder = () => place.remove();
    embedded = await startEmbedded({ directory: place.directory });
    const client = new mongoose.mongo.MongoClient(embedded.uri);
    const { hostname, search } = new URL(embedded.uri);
    const failPoints = new FailPoints(decodeURIComponent(hostname));
    const socket = path.join(place.directory, 'spec.sock');
    await failPoints.listen(socket);
    Object.assign(stage, { client, failPoints, uri: `mongodb://${encodeURIComponent(socket)}/${search}` });
  });

  after(async () => {
    stage.failPoints.close();
    await stage.client.close();
    await embedded.close();
    await removeFolder();
  });

  for (const suite of ['crud', 'transactions'])
    describe(suite, () => {
      for (const file of readSpecFiles(path.join(folder, suite, 'unified')))
        for (const test of file.tests) if (isForUs(file, test)) addTest(stage, file, test);
    });
});

function addTest(stage: Stage, file: SpecFile, test: SpecTest): void {
  const name = `${file.name}: ${test.description}`;
  const known = EXPECTED_FAILURES.find(({ tests }) => tests.test(name));
  if (!known) {
    it(name, () => runSpecTest(stage, file, test));
    return;
  }
  it(`${name} (fails: ${known.reason})`, async () => {
    const failed = await runSpecTest(stage, file, test).then(
      () => false,
      () => true,
    );
    if (!failed) throw new Error('passes now: take it off the list');
  });
}
