import { expect } from 'chai';
import { checkNib, checkNik, maskNib, maskNik } from '../../src/features/accounts/identifiers.rules.ts';

describe('a NIK', () => {
  const accepted: [what: string, typed: string, birthDate: string | undefined, warnings: string[]][] = [
    ["a man's", '3671041505900001', '1990-05-15', []],
    ["a woman's, whose day has 40 added", '3671045505900001', '1990-05-15', []],
    ['one with spaces', '3671 0415 0590 0001', '1990-05-15', []],
    ['one without a stated date of birth', '3671041505900001', undefined, []],
    ['one of another century', '3671041505040001', '2004-05-15', []],
    ['one that disagrees with the day', '3671041605900001', '1990-05-15', ['accounts.nikBirthDateDiffers']],
    ['one that disagrees with the month', '3671041506900001', '1990-05-15', ['accounts.nikBirthDateDiffers']],
    ['one that disagrees with the year', '3671041505910001', '1990-05-15', ['accounts.nikBirthDateDiffers']],
    ['the last day a woman can have', '3671047112900001', '1990-12-31', []],
  ];
  for (const [what, typed, birthDate, warnings] of accepted) {
    it(`accepts ${what}`, () =>
      expect(checkNik(typed, { birthDate })).to.deep.equal({
        ok: true,
        value: { nik: typed.replaceAll(' ', ''), warnings },
      }));
  }

  for (const typed of [
    '\u202a3671\u00a00415\u20110590\u2009\u200b0001\u202c',
    '３６７１０４１５０５９００００１',
    '٣٦٧١٠٤١٥٠٥٩٠٠٠٠١',
    '\ufeff3671-0415-0590-0001\r\n',
  ]) {
    it(`reads ${JSON.stringify(typed)} like one typed plainly`, () => {
      expect(checkNik(typed)).to.deep.equal(checkNik('3671041505900001'));
    });
  }

  const refused: [what: string, typed: string, key: string][] = [
    ['nothing', '', 'accounts.nikExpected'],
    ['letters', '36710415059O0001', 'accounts.nikExpected'],
    ['15 digits', '367104150590000', 'accounts.nikLength'],
    ['17 digits', '36710415059000011', 'accounts.nikLength'],
    ['day 00', '3671040005900001', 'accounts.nikImpossible'],
    ['day 32', '3671043205900001', 'accounts.nikImpossible'],
    ['day 40', '3671044005900001', 'accounts.nikImpossible'],
    ['day 72', '3671047205900001', 'accounts.nikImpossible'],
    ['month 00', '3671041500900001', 'accounts.nikImpossible'],
    ['month 13', '3671041513900001', 'accounts.nikImpossible'],
    ['serial 0000', '3671041505900000', 'accounts.nikImpossible'],
  ];
  for (const [what, typed, key] of refused) {
    it(`refuses ${what}`, () => {
      const reading = checkNik(typed);
      expect(reading.ok ? undefined : reading.problem.key).to.equal(key);
    });
  }

  it('says how many digits were typed', () => {
    const reading = checkNik('367104');
    expect(reading.ok ? undefined : reading.problem.values).to.deep.equal({ count: 6 });
  });

  it('is shown with its middle hidden', () => expect(maskNik('3671041505900001')).to.equal('3671********0001'));
});

describe('a NIB', () => {
  const cases: [typed: string, outcome: string][] = [
    ['9120001145220', '9120001145220'],
    ['9120 0011 4522 0', '9120001145220'],
    ['9120.0011.45220', '9120001145220'],
    ['\u202a9120\u00a00011\u20134522\u200b0\u202c', '9120001145220'],
    ['９１２０００１１４５２２０', '9120001145220'],
    ['912000114522', 'accounts.nibLength'],
    ['91200011452201', 'accounts.nibLength'],
    ['NIB 9120001145', 'accounts.nibExpected'],
    ['', 'accounts.nibExpected'],
  ];
  for (const [typed, outcome] of cases) {
    it(`reads "${typed}" as ${outcome}`, () => {
      const reading = checkNib(typed);
      expect(reading.ok ? reading.value : reading.problem.key).to.equal(outcome);
    });
  }

  it('is shown with its middle hidden', () => expect(maskNib('9120001145220')).to.equal('9120*****5220'));
});
