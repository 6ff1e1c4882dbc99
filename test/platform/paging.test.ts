import { expect } from 'chai';
import mongoose from 'mongoose';
import { defineModel } from '../../src/platform/model.ts';
import { readQuery } from '../../src/platform/forms.ts';
import { cutPage, findPage, pageQuery, pagerOf } from '../../src/platform/paging.ts';
import { useDatabase } from '../support/database.ts';

const numbers = (from: number, until: number) => Array.from({ length: until - from + 1 }, (_, index) => from + index);

describe('paging', () => {
  useDatabase();
  const Thing = defineModel<{ n: number; name: string }>('TestPagedThing', { n: Number, name: String });
  before(async () => {
    await Thing.createCollection();
    await Thing.insertMany(numbers(1, 53).map((n) => ({ n, name: `${n}` })));
  });
  after(async () => {
    await Thing.collection.drop();
    mongoose.deleteModel('TestPagedThing');
  });

  const asked: [query: Record<string, unknown>, page: number][] = [
    [{}, 1],
    [{ halaman: '2' }, 2],
    [{ halaman: '0' }, 1],
    [{ halaman: '-3' }, 1],
    [{ halaman: '1.5' }, 1],
    [{ halaman: 'x' }, 1],
    [{ halaman: ['2', '3'] }, 1],
    [{ halaman: '99999999' }, 1],
  ];
  for (const [query, page] of asked) {
    it(`reads ${JSON.stringify(query)} as page ${page}`, () => {
      expect(readQuery(pageQuery, query)).to.deep.equal({ pageNumber: page });
    });
  }

  const cases: [page: number, size: number | undefined, items: number[], span: object][] = [
    [1, undefined, numbers(1, 25), { total: 53, page: 1, pages: 3 }],
    [3, undefined, numbers(51, 53), { total: 53, page: 3, pages: 3 }],
    [9, undefined, numbers(51, 53), { total: 53, page: 3, pages: 3 }],
    [2, 50, numbers(51, 53), { total: 53, page: 2, pages: 2 }],
    [1, 53, numbers(1, 53), { total: 53, page: 1, pages: 1 }],
  ];
  for (const [page, size, items, span] of cases) {
    const by = size === undefined ? { page } : { page, size };
    it(`finds and cuts page ${page} by ${size ?? 'the usual'}`, async () => {
      const found = await findPage(Thing, {}, { ...by, sort: { n: 1, _id: 1 } }, ({ n }) => n);
      expect(found).to.deep.equal({ items, ...span });
      expect(cutPage(numbers(1, 53), by)).to.deep.equal(found);
    });
  }

  it('has one page of nothing', async () => {
    const nothing = { items: [], total: 0, page: 1, pages: 1 };
    expect(await findPage(Thing, { n: 0 }, { page: 4, sort: { n: 1, _id: 1 } }, ({ n }) => n)).to.deep.equal(nothing);
    expect(cutPage([], { page: 4 })).to.deep.equal(nothing);
  });

  it('reads of a document what was selected', async () => {
    const wanted = { page: 1, size: 1, sort: { n: -1, _id: -1 }, select: { n: 1, _id: 0 } } as const;
    expect((await findPage(Thing, {}, wanted, (row: object) => row)).items).to.deep.equal([{ n: 53 }]);
  });

  it('leads to the other pages with whatever else was asked for', () => {
    const { pathOf } = pagerOf({ page: 1, pages: 3 }, '/kelas', { saring: 'a b', cari: undefined });
    expect(pathOf(2)).to.equal('/kelas?saring=a+b&halaman=2');
  });
});
