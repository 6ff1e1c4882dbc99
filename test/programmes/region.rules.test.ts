import { expect } from 'chai';
import { cityOf, isWithin, regionName } from '../../src/features/programmes/index.ts';
import { slugOf } from '../../src/features/programmes/programme.rules.ts';

describe('region codes', () => {
  const cases = [
    ['36.71', '36.71', true],
    ['36.71.05', '36.71', true],
    ['36.71.05', '36', true],
    ['36.74.05', '36.71', false],
    ['36.710', '36.71', false],
    ['elsewhere', '36.71', false],
  ] as const;
  for (const [code, prefix, expected] of cases) {
    it(`${code} within ${prefix}: ${expected}`, () => expect(isWithin(code, prefix)).to.equal(expected));
  }

  it('are read as places', () => {
    expect(regionName('36.71.05')).to.equal('Cipondoh, Kota Tangerang');
    expect(regionName('33.75')).to.equal('Kota Pekalongan');
    expect(regionName('36.03')).to.equal(undefined);
    expect(cityOf('36.71.13')?.districts).to.have.length(13);
  });
});

describe('the address of a programme', () => {
  const cases = [
    ['Sekolah Ekspor Tangerang 2027', 'sekolah-ekspor-tangerang-2027'],
    ['  Ékspor & UMKM!  ', 'ekspor-umkm'],
    ['---', ''],
  ] as const;
  for (const [name, slug] of cases) it(`of "${name}"`, () => expect(slugOf(name)).to.equal(slug));
});
