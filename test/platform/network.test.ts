import { expect } from 'chai';
import { networkOf } from '../../src/platform/network.ts';

describe('the network of an address', () => {
  const cases: [address: string, network: string][] = [
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:1234:5678:9abc:def0:1:2', '2001:0db8:1234:5600::/56'],
    ['2001:db8:1234:56ff::1', '2001:0db8:1234:5600::/56'],
    ['2001:db8::1', '2001:0db8:0000:0000::/56'],
    ['2001:DB8::', '2001:0db8:0000:0000::/56'],
    ['::1', '0000:0000:0000:0000::/56'],
    ['fe80::1%eth0', 'fe80:0000:0000:0000::/56'],
    ['64:ff9b::203.0.113.77', '0064:ff9b:0000:0000::/56'],
    ['', 'unknown'],
    ['not an address', 'unknown'],
    ['203.0.113', 'unknown'],
  ];
  for (const [address, network] of cases) {
    it(`of ${address || 'nothing'} is ${network}`, () => {
      expect(networkOf(address)).to.equal(network);
    });
  }
});
