import { expect } from 'chai';
import { readConfig } from '../../src/platform/config.ts';
import { addressWarning, findAddressProblem } from '../../src/platform/public-address.ts';

const loopback = [
  'http://127.0.0.1:3000',
  'https://127.0.0.1',
  'http://127.1:3000',
  'http://2130706433',
  'http://127.8.9.10',
  'http://0.0.0.0:3000',
  'http://localhost:3000',
  'https://LOCALHOST',
  'http://localhost.',
  'http://layar.localhost',
  'http://localhost.localdomain',
  'http://[::1]:3000',
  'http://[::]',
  'http://[::ffff:127.0.0.1]',
];
const plain = ['http://192.168.1.5:3000', 'http://layar.sekolah.lan', 'http://sekolah.example.id', 'http://10.0.0.2'];
const secure = ['https://layar.example.id', 'https://192.168.1.5', 'https://localhost.example.id'];

const problemOf = (address: string, plainHttp: 'yes' | 'no') =>
  findAddressProblem(readConfig({ BASE_URL: address, ALLOW_PLAIN_HTTP: plainHttp }));

describe('the address on a certificate', () => {
  for (const address of loopback) {
    it(`is never ${address}`, () => {
      expect([problemOf(address, 'no'), problemOf(address, 'yes')]).to.deep.equal(['loopback', 'loopback']);
    });
  }
  for (const address of plain) {
    it(`is ${address} only where the school says so`, () => {
      expect([problemOf(address, 'no'), problemOf(address, 'yes')]).to.deep.equal(['plain-http', undefined]);
    });
  }
  for (const address of secure) {
    it(`may be ${address}`, () => expect(problemOf(address, 'no')).to.equal(undefined));
  }

  it('is refused as it comes when nothing is set, with the way to mend it', () => {
    expect(addressWarning(readConfig({})))
      .to.include('http://127.0.0.1:3000/')
      .and.include('Set it to');
    expect(addressWarning(readConfig({ BASE_URL: 'http://sekolah.lan' }))).to.include('ALLOW_PLAIN_HTTP=yes');
    expect(addressWarning(readConfig({ BASE_URL: 'https://sekolah.example' }))).to.equal(undefined);
  });

  it('is not judged in a demo or a test, and always when work is done', () => {
    expect(readConfig({ NODE_ENV: 'test' }).purpose).to.equal('test');
    expect(readConfig({ NODE_ENV: 'production' }).purpose).to.equal('work');
    expect(readConfig({}).purpose).to.equal('work');
  });
});
