import { expect } from 'chai';
import { hasSigned, lostSigners, missingSignatures } from '../../src/features/panels/signature.rules.ts';

const signedBy = (...names: string[]) => ({ signatures: names.map((by) => ({ by })) });

describe('signatures under a minute', () => {
  const members = ['ani', 'budi', 'citra'];
  const waited: [string, string[], string[]][] = [
    ['are missing of all at first', [], ['ani', 'budi', 'citra']],
    ['are missing of who has not signed, in the order of the members', ['budi'], ['ani', 'citra']],
    ['are missing of nobody once all have signed', ['citra', 'ani', 'budi'], []],
    ['of somebody who does not sit count for nothing', ['dewi'], ['ani', 'budi', 'citra']],
  ];
  for (const [what, signers, missing] of waited) {
    it(what, () => expect(missingSignatures({ members, ...signedBy(...signers) })).to.deep.equal(missing));
  }

  it('are of whoever gave them', () => {
    expect(hasSigned(signedBy('ani'), 'ani')).to.equal(true);
    expect(hasSigned(signedBy('ani'), 'budi')).to.equal(false);
  });

  const lost: [string, string[], string[], string, string[]][] = [
    ['nobody loses what nobody gave', [], members, 'ani', []],
    ['who had signed is waited for again', ['ani', 'budi'], members, 'citra', ['ani', 'budi']],
    ['but for whoever made the change', ['ani', 'budi'], members, 'ani', ['budi']],
    ['and for who sits no more', ['ani', 'budi'], ['ani', 'citra', 'dewi'], 'citra', ['ani']],
    ['a change of nobody tells all who had signed', ['ani', 'budi'], members, 'system', ['ani', 'budi']],
  ];
  for (const [what, signers, sitting, by, told] of lost) {
    it(`are lost with a change: ${what}`, () =>
      expect(lostSigners(signedBy(...signers), sitting, by)).to.deep.equal(told));
  }
});
