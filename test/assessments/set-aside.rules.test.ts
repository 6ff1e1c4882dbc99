import { expect } from 'chai';
import type { LastingBar } from '../../src/features/assessments/routing.rules.ts';
import { kindOfBars } from '../../src/features/assessments/set-aside.rules.ts';

describe('why a recommendation is set aside', () => {
  const table: readonly [LastingBar[], ReturnType<typeof kindOfBars>][] = [
    [[], undefined],
    [['licence'], 'licence'],
    [['scheme', 'licence'], 'licence'],
    [['declared'], 'conflict'],
    [['taught'], 'conflict'],
    [['licence', 'mentored'], 'conflict'],
  ];
  for (const [bars, kind] of table) {
    it(`${bars.join(', ') || 'nothing on record'}: ${kind}`, () => expect(kindOfBars(bars)).to.equal(kind));
  }
});
