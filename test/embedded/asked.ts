/**
 * Compares what the README of the embedded database offers with what was asked of it while all other tests ran, which
 * `npm test` has them note in a file. No test file by its name: alone it would know of nothing.
 */
import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { must } from '../../src/platform/must.ts';
import { OFFERED_COMMANDS, OFFERED_FIELDS, OFFERED_KINDS } from './offered.ts';

const lines = (where: string, names: string): string[] => names.split(' ').map((name) => `${where}: ${name}`);

/** What is there though nobody asks for it yet. */
const SPARE = [
  // Reports are to be made of these.
  ...lines('stages', '$count $facet $limit $lookup $project $skip $sort $unwind'),
  ...lines('accumulators', '$addToSet $avg $first $min $push'),
  ...lines(
    'expressions',
    '$add $subtract $multiply $divide $cond $ifNull $switch $and $or $not $dateToString $dateTrunc',
  ),
  ...lines('expressions', '$cmp $gt $gte $lt $lte $ne'),
  // Drivers send these for batches of a size of one's own, and for a cursor that is left early.
  ...lines('cursor', 'batchSize'),
  ...lines('command', 'killCursors'),
  // How many documents a collection has, as the benchmark that kills the database asks.
  ...lines('command', 'count'),
  ...lines('killCursors', 'cursors'),
];

/** What greets is the driver's affair. */
const GREETINGS = new Set(['hello', 'ismaster']);

const offered = [
  ...[...OFFERED_COMMANDS].flatMap(([name, options]) => [
    `command: ${name}`,
    ...(GREETINGS.has(name) ? [] : options.map((option) => `${name}: ${option}`)),
  ]),
  ...[...OFFERED_FIELDS, ...OFFERED_KINDS].flatMap(([where, names]) => names.map((name) => `${where}: ${name}`)),
];

describe('what the README of the embedded database offers', () => {
  let asked: string[];
  before(async () => {
    const file = must(process.env.ASKED_FILE, 'the file in which the other tests noted what they asked');
    asked = [...new Set((await readFile(file, 'utf8')).trim().split('\n'))].sort();
  });

  it('is asked for, or needed for reports', () => {
    expect(offered.filter((line) => !asked.includes(line) && !SPARE.includes(line))).to.deep.equal([]);
  });

  it('is not held to be spare when somebody asks for it', () => {
    expect(SPARE.filter((line) => asked.includes(line) && !line.includes('ursor'))).to.deep.equal([]);
    expect(SPARE.filter((line) => !offered.includes(line))).to.deep.equal([]);
  });

  it('is all that is asked for', () => {
    const isGreeting = (line: string) => GREETINGS.has(line.split(':', 1)[0] as string);
    expect(asked.filter((line) => !offered.includes(line) && !isGreeting(line))).to.deep.equal([]);
  });
});
