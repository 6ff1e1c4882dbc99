import { expect } from 'chai';
import { z } from 'zod';
import { BadRequest } from '../../src/platform/errors.ts';
import { field, readForm, readQuery } from '../../src/platform/forms.ts';

const form = z.strictObject({ name: field.text(5), amount: field.whole(1, 100_000), agree: field.agreement() });

describe('reading a form', () => {
  it('gives a plain object of the fields named', () => {
    const read = readForm(form, { name: ' Sari ', amount: '1.250', agree: 'on', _csrf: 'token' });
    expect(read).to.deep.equal({ ok: true, value: { name: 'Sari', amount: 1250, agree: true } });
  });

  it('keeps what was typed and names the first problem of each field', () => {
    const read = readForm(form, { name: 'Wulandari', amount: '' });
    expect(read).to.deep.equal({
      ok: false,
      values: { name: 'Wulandari', amount: '' },
      errors: {
        name: { key: 'platform.tooLong', values: { max: 5 } },
        amount: { key: 'platform.required', values: {} },
        agree: { key: 'platform.mustAgree', values: {} },
      },
    });
  });

  const amounts: [string, number | undefined][] = [
    ['1', 1],
    ['100.000', 100_000],
    ['100.001', undefined],
    ['0', undefined],
    ['1,5', undefined],
    ['1.50', undefined],
    ['-1', undefined],
    ['1e3', undefined],
  ];
  for (const [typed, expected] of amounts) {
    it(`reads the amount ${typed} as ${expected ?? 'a mistake'}`, () => {
      const read = readForm(z.strictObject({ amount: field.whole(1, 100_000) }), { amount: typed });
      expect(read.ok ? read.value.amount : undefined).to.equal(expected);
    });
  }

  const forged: [string, unknown][] = [
    ['a field that the form does not have', { name: 'a', amount: '1', agree: 'on', role: 'system-admin' }],
    ['an object where text belongs', { name: { $ne: '' }, amount: '1', agree: 'on' }],
    ['a list of objects', { name: [{ $ne: '' }], amount: '1', agree: 'on' }],
  ];
  for (const [what, body] of forged) {
    it(`refuses ${what}`, () => expect(() => readForm(form, body)).to.throw(BadRequest));
  }
});

describe('reading the query of a list', () => {
  const query = z.object({ page: z.coerce.number().int().min(1).default(1) });
  it('falls back to the defaults', () => {
    expect(readQuery(query, { page: '3' })).to.deep.equal({ page: 3 });
    expect(readQuery(query, { page: 'x' })).to.deep.equal({ page: 1 });
  });
});
