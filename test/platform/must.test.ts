import { expect } from 'chai';
import { known, must } from '../../src/platform/must.ts';

describe('what the data promises', () => {
  it('gives what is there, also when it is nothing much', () => {
    for (const value of [0, '', false, 'x']) expect(must(value, 'a value')).to.equal(value);
    expect(known(new Map([['a', 0]]), 'a')).to.equal(0);
  });

  it('names what is missing', () => {
    expect(() => must(undefined, 'the score of attempt 7')).to.throw('the score of attempt 7 is missing');
    expect(() => must(null, 'the account')).to.throw('the account is missing');
    expect(() => known(new Map([['a', 1]]), 'b')).to.throw('entry b is missing');
  });
});
