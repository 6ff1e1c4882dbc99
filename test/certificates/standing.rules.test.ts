import { expect } from 'chai';
import {
  type CertificateState,
  type Finding,
  findingFor,
  findingForStrangeFile,
  type Standing,
  type Uses,
  usesOf,
} from '../../src/features/certificates/standing.rules.ts';

const validUntil = new Date('2029-12-04T16:59:59.999Z');
const before = new Date('2029-12-04T16:59:59.999Z');
const later = new Date('2029-12-04T17:00:00.000Z');

describe('the verdict on a certificate', () => {
  const cases: [name: string, state: CertificateState | undefined, now: Date, finding: Finding][] = [
    ['valid to its last moment', 'valid', before, 'valid'],
    ['expired a moment later', 'valid', later, 'expired'],
    ['revoked', 'revoked', before, 'revoked'],
    ['revoked for good', 'revoked', later, 'revoked'],
    ['superseded', 'superseded', before, 'superseded'],
    ['superseded for good', 'superseded', later, 'superseded'],
    ['not found', undefined, before, 'not-found'],
  ];
  for (const [name, state, now, finding] of cases) {
    it(`is: ${name}`, () => expect(findingFor(state && { state, validUntil }, now)).to.equal(finding));
  }

  const files: [isSignedByUs: boolean, namesOurNumber: boolean, finding: Finding][] = [
    [true, true, 'altered'],
    [true, false, 'altered'],
    [false, true, 'altered'],
    [false, false, 'not-found'],
  ];
  for (const [isSignedByUs, namesOurNumber, finding] of files) {
    it(`on a strange file, ours by signature ${isSignedByUs}, by number ${namesOurNumber}, is ${finding}`, () =>
      expect(findingForStrangeFile({ isSignedByUs, namesOurNumber })).to.equal(finding));
  }
});

describe('what may be done with a certificate', () => {
  const rows: [standing: Standing, counts: boolean, mayBeShared: boolean, pdf: Uses['pdf']][] = [
    ['valid', true, true, 'as issued'],
    ['expired', false, false, 'stamped'],
    ['revoked', false, false, 'none'],
    ['superseded', false, false, 'none'],
  ];
  for (const [standing, counts, mayBeShared, pdf] of rows) {
    it(`that is ${standing}: counts ${counts}, shared ${mayBeShared}, handed out ${pdf}`, () =>
      expect(usesOf[standing]).to.deep.equal({ counts, mayBeShared, pdf }));
  }
});
