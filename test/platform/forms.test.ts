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

  const fields: [what: string, schema: z.ZodType, typed: string, read: unknown][] = [
    ['a text area filled to its maxlength with line breaks', field.text(9), 'ab\r\ncd\r\nefg', 'ab\ncd\nefg'],
    ['one letter more', field.text(8), 'ab\r\ncd\r\nefg', 'platform.tooLong'],
    ['an optional one, filled with emoji', field.optionalText(5), '😀\r\n😀', '😀\n😀'],
    ['a text of what cannot be seen', field.text(5), '\u200b\u00ad \u2060', 'platform.required'],
    ['the same where nothing is needed', field.optionalText(5), '\u200b\u00ad \u2060', ''],
    ['a printed text', field.printed(30), 'Sekolah\u00a0Ekspor\u2011Impor', 'Sekolah Ekspor-Impor'],
    ['a printed text that no font draws', field.printed(30), 'Ekspor → Dunia', 'platform.unprintable'],
    ['an optional printed text that no font draws', field.optionalPrinted(30), '→', 'platform.unprintable'],
    ['an empty printed text', field.printed(30), '\u200b', 'platform.required'],
    ['a printed text that is longer in letters', field.printed(3), '㎏㎏', 'platform.tooLong'],
    ['a number in fullwidth digits', field.whole(1, 9999), '１．２５０', 1250],
    ['a number in Arabic digits', field.whole(1, 9999), '١٢٥٠', 1250],
    ['a number with spaces', field.whole(1, 9999), '\u202a1\u202f250\u202c', 1250],
    ['a day pasted with invisible signs', field.day(), '\u200e2026‑11–21\u200e', '2026-11-21'],
    ['no day', field.day(), '2026-02-30', 'platform.dateExpected'],
    ['a time', field.timeOfDay(), ' ０９：３０', '09:30'],
    ['a search', field.search(10), '\u202aNur’aini\u202c', "Nur'aini"],
    ['a search that is too long', field.search(3), 'abcd', 'abc'],
    ['a value that the page carries', field.unchanged(9), ' \u200bNur’ ', ' \u200bNur’ '],
  ];
  for (const [what, schema, typed, expected] of fields) {
    it(`reads ${what}`, () => {
      const read = readForm(z.strictObject({ it: schema }), { it: typed });
      expect(read.ok ? read.value.it : read.errors.it!.key).to.equal(expected);
    });
  }

  it('names the characters that cannot be printed', () => {
    const read = readForm(z.strictObject({ it: field.printed(80) }), { it: 'Ekspor → 🌏 李李' });
    expect(!read.ok && read.errors.it).to.deep.equal({
      key: 'platform.unprintable',
      values: { characters: '→ 🌏 李', count: 3 },
    });
  });

  it('takes no time over a text that is far too long', () => {
    const before = performance.now();
    for (const typed of ['١'.repeat(100_000), '\u{1f3f4}\u{e0067}'.repeat(40_000), '\u200d'.repeat(100_000)]) {
      for (const schema of [field.text(80), field.whole(1, 9), field.plain(20), field.printed(80), field.day()]) {
        readForm(z.strictObject({ it: schema }), { it: typed });
      }
    }
    expect(performance.now() - before).to.be.lessThan(2000);
  });

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
