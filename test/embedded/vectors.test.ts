import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { covers, isBeyond, KNOWN_DIFFERENCES } from './vectors/differences.ts';
import type { Kind } from './vectors/expectation.ts';
import { replayFiles, type Outcome } from './vectors/lanes.ts';

const folder = path.join(import.meta.dirname, '../../../shared/mongodb-vectors');

describe("the embedded database: MongoDB's recorded answers", function () {
  if (!existsSync(folder)) {
    it.skip('is skipped: ../shared/mongodb-vectors is not here');
    return;
  }
  this.timeout(300_000);
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  let outcomes: Outcome[] = [];
  const count = (kind: Kind): number => outcomes.filter((outcome) => outcome.kind === kind).length;

  before(async () => {
    outcomes = await replayFiles(files.map((file) => path.join(folder, file)));
  });

  it('are ours, but for the differences on the list', () => {
    const unexpected = outcomes.filter(
      (outcome) =>
        outcome.kind !== 'equal' && !isBeyond(outcome) && !KNOWN_DIFFERENCES.some((known) => covers(known, outcome)),
    );
    expect(unexpected.map(({ kind, id, why }) => `${kind} ${id} ${why}`)).to.deep.equal([]);
  });

  for (const known of KNOWN_DIFFERENCES)
    it(`differ in ${known.words.source}: ${known.reason}`, () => {
      expect(
        outcomes.some((outcome) => covers(known, outcome) && !isBeyond(outcome)),
        'nothing differs in it any more',
      ).to.equal(true);
    });

  it('are never answered otherwise, never where MongoDB refuses, and never with silence', () => {
    expect([count('wrong'), count('lax'), count('broken')]).to.deep.equal([0, 0, 0]);
  });
});
