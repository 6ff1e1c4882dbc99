import { expect } from 'chai';
import { readConfig } from '../../src/platform/config.ts';

describe('the settings that certificates print', () => {
  it('are written with what the fonts have', () => {
    const { school } = readConfig({
      SCHOOL_NAME: 'Sekolah\u00a0Ekspor\u200b ＩＮＤＯＮＥＳＩＡ',
      OFFICE_NAME: 'Disnaker\u2011Kota',
    });
    expect(school.name).to.equal('Sekolah Ekspor INDONESIA');
    expect(school.office).to.equal('Disnaker-Kota');
  });

  it('stop the start when no font draws them, naming the characters and each setting', () => {
    const variables = { SCHOOL_NAME: 'Sekolah → 🌏', SCHOOL_CITY: '李', OFFICE_NAME: 'Dinas' };
    expect(() => readConfig(variables)).to.throw(/SCHOOL_NAME: .*"→", "🌏"[^]*SCHOOL_CITY: .*"李"/);
  });
});
