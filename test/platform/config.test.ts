import { expect } from 'chai';
import express from 'express';
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

describe('the proxies in front', () => {
  const cases: [given: string, trusted: string | number][] = [
    ['', 'loopback'],
    ['1', 1],
    ['0', 0],
    ['loopback, 10.1.2.3', 'loopback,10.1.2.3'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['uniquelocal,fd00::/8', 'uniquelocal,fd00::/8'],
  ];
  for (const [given, trusted] of cases) {
    it(`are ${trusted} for “${given}”`, () => expect(readConfig({ TRUST_PROXY: given }).trustProxy).to.equal(trusted));
  }

  for (const given of ['true', 'no', 'proxy.example', '10.0.0.1/99', '10.0.0.1/', '10.0.0', ',', '-1', '*']) {
    it(`stop the start as “${given}”`, () =>
      expect(() => readConfig({ TRUST_PROXY: given })).to.throw(/TRUST_PROXY: exp/));
  }

  it('are believed, and no sender that stands before them', () => {
    const addressOf = (given: string, forwarded: string): string => {
      const app = express().set('trust proxy', readConfig({ TRUST_PROXY: given }).trustProxy);
      const socket = { remoteAddress: '10.0.0.9' };
      return Object.setPrototypeOf({ app, headers: { 'x-forwarded-for': forwarded }, socket }, app.request).ip;
    };
    const forwarded = '198.51.100.1, 203.0.113.7';
    expect(addressOf('1', forwarded)).to.equal('203.0.113.7');
    expect(addressOf('10.0.0.0/8', forwarded)).to.equal('203.0.113.7');
    expect(addressOf('0', forwarded)).to.equal('10.0.0.9');
    expect(addressOf('loopback', forwarded)).to.equal('10.0.0.9');
  });
});
