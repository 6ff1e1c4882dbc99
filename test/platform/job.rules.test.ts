import { expect } from 'chai';
import { afterFailure, backoff, describeFailure, latestTick } from '../../src/platform/jobs/job.rules.ts';

const at = (text: string) => new Date(`2026-11-22T${text}Z`);

describe('when a failed job is tried again', () => {
  for (const [attempts, random, seconds] of [
    [1, 0, 2],
    [2, 0, 4],
    [5, 0, 32],
    [1, 0.5, 1.5],
    [5, 1, 16],
    [12, 0, 3600],
    [60, 0, 3600],
  ] as const) {
    it(`attempt ${attempts}, chance ${random}: after ${seconds} s`, () => {
      expect(backoff(attempts, random)).to.equal(seconds * 1000);
    });
  }

  it('waits for its next attempt while there is one', () => {
    expect(afterFailure(2, 3, at('08:00:00'), 0)).to.deep.equal({ state: 'waiting', dueAt: at('08:00:04') });
  });

  it('is dead after its last attempt', () => {
    expect(afterFailure(3, 3, at('08:00:00'), 0)).to.deep.equal({ state: 'dead', diedAt: at('08:00:00') });
  });

  it('keeps a short account of the error', () => {
    expect(describeFailure(new RangeError('too far'))).to.equal('RangeError: too far');
    expect(describeFailure('x'.repeat(5000))).to.have.length(300);
  });
});

describe('the tick of a repeated job', () => {
  for (const [now, everySeconds, tick] of [
    ['08:00:00', 60, '08:00:00'],
    ['08:00:59.999', 60, '08:00:00'],
    ['08:17:30', 900, '08:15:00'],
    ['23:59:59', 86_400, '00:00:00'],
  ] as const) {
    it(`every ${everySeconds} s at ${now} is that of ${tick}`, () => {
      expect(latestTick(at(now), everySeconds)).to.deep.equal(at(tick));
    });
  }
});
