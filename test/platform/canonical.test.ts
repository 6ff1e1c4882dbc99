import { expect } from 'chai';
import mongoose from 'mongoose';
import { canonicalJson } from '../../src/platform/canonical.ts';

describe('canonical JSON', () => {
  const id = new mongoose.Types.ObjectId('65f0c0ffee0000000000abcd');
  const cases: [what: string, value: unknown, text: string][] = [
    [
      'sorts names at every depth',
      { b: { d: 1, c: [{ z: 1, y: 2 }] }, a: 2 },
      '{"a":2,"b":{"c":[{"y":2,"z":1}],"d":1}}',
    ],
    ['leaves out what is undefined', { a: undefined, b: null }, '{"b":null}'],
    [
      'writes dates and ids as text',
      { at: new Date(0), id },
      '{"at":"1970-01-01T00:00:00.000Z","id":"65f0c0ffee0000000000abcd"}',
    ],
    ['writes bytes as base 64', Buffer.from('abc'), '"YWJj"'],
    ['escapes', { 'a"b': 'line\nbreak' }, '{"a\\"b":"line\\nbreak"}'],
    ['keeps the order of lists', [3, 1, undefined], '[3,1,null]'],
    ['takes nothing at all', undefined, 'null'],
  ];
  for (const [what, value, text] of cases) {
    it(what, () => {
      expect(canonicalJson(value)).to.equal(text);
    });
  }
});
