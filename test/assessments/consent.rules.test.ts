import { expect } from 'chai';
import { consentVersion, statementsOf } from '../../src/features/assessments/consent.rules.ts';
import { languages, translator } from '../../src/platform/i18n.ts';

describe('the consent', () => {
  it('promises no appeal that does not exist, in either language', () => {
    for (const language of languages) {
      const t = translator(language);
      const { candidate, assessor } = statementsOf();
      const words = [
        ...candidate.map((number) => t(`assessments.candidateStatement.${number}`)),
        ...assessor.map((number) => t(`assessments.assessorStatement.${number}`)),
      ].join(' ');
      expect(words).to.not.match(/banding|appeal/i);
      expect(words).to.contain(language === 'id' ? 'halaman Bantuan' : 'Help page');
    }
  });

  it('stays worded as it was signed', () => {
    expect(statementsOf('FR.AK.01/2026-1')).to.deep.equal({ candidate: [1, 2, 3, 4], assessor: [1, 2, 3] });
    expect(statementsOf(consentVersion)).to.deep.equal(statementsOf());
  });
});
