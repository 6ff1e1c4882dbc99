import { expect } from 'chai';
import { deviceOf } from '../../src/features/accounts/device.rules.ts';

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('a device', () => {
  for (const [userAgent, browser, system] of [
    [`Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/126.0.0.0 Mobile Safari/537.36`, 'Chrome', 'Android'],
    [
      `Mozilla/5.0 (Linux; Android 13; SM-A135F) ${webkit} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`,
      'Samsung Internet',
      'Android',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1',
      'Safari',
      'iPhone',
    ],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/126.0 Safari/537.36 Edg/126.0`, 'Edge', 'Windows'],
    [`Mozilla/5.0 (Linux; U; Android 11) ${webkit} Chrome/100 UCBrowser/13.4 Mobile`, 'UC Browser', 'Android'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0', 'Firefox', 'Linux'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15',
      'Safari',
      'Mac',
    ],
    [`Mozilla/5.0 (Windows NT 10.0) ${webkit} Chrome/124.0 Safari/537.36 OPR/110.0`, 'Opera', 'Windows'],
    ['curl/8.5.0', '', ''],
    ['x'.repeat(600) + ' Chrome/1', '', ''],
    [undefined, '', ''],
  ] as const) {
    it(`with ${browser || 'no known browser'} on ${system || 'nothing known'}`, () =>
      expect(deviceOf(userAgent)).to.deep.equal({ browser, system }));
  }
});
