import { expect } from 'chai';
import { addTotals, readTotals, sayTotals, type Totals } from '../../src/commands/test-totals.ts';

const totals = (passed: number, failed: number, skipped = 0): Totals => ({ passed, failed, skipped });
const lines = (...texts: string[]) => `${texts.join('\n')}\n`;

describe('the totals of npm test', () => {
  const cases: readonly [name: string, code: number, output: string, Totals][] = [
    ['counts what passed', 0, lines('  ✔ holds', '', '  12 passing (3s)'), totals(12, 0)],
    ['counts what failed', 2, lines('  12 passing (3s)', '  2 failing'), totals(12, 2)],
    [
      'counts what says why it is skipped',
      0,
      lines('    - is skipped: the recorded answers are not here', '  12 passing (3s)', '  1 pending'),
      totals(12, 0, 1),
    ],
    [
      'fails for what is left out without a word',
      0,
      lines('    - works', '    - is skipped: no server', '  12 passing (3s)', '  2 pending'),
      totals(12, 1, 1),
    ],
    ['fails for a run without totals', 0, lines('nothing to do'), totals(0, 1)],
    ['fails for a run in which nothing passed', 0, lines('  0 passing (1ms)'), totals(0, 1)],
    ['fails for a run that was cut off', 137, lines('  12 passing (3s)'), totals(12, 1)],
    ['takes no line of a test for a reason', 0, lines('- skipped: in a list', '  12 passing (3s)'), totals(12, 0)],
  ];
  for (const [name, code, output, expected] of cases)
    it(name, () => expect(readTotals({ code, output })).to.deep.equal(expected));

  it('add up and are said in one line', () => {
    expect(sayTotals(addTotals(totals(3, 0), totals(4, 1)))).to.equal('7 passed, 1 failed');
    expect(sayTotals(addTotals(totals(3, 0, 1), totals(4, 0, 1)))).to.equal('7 passed, 0 failed, 2 skipped');
  });
});
