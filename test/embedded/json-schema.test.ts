import { expect } from 'chai';
import { jsonSchemaTest } from '../../src/embedded/query/json-schema.ts';
import { Decimal128, Double } from '../../src/embedded/bson/value.ts';
import { valueOf } from './value-of.ts';

const decimal = (text: string): Decimal128 => Decimal128.parse(text)!;

const CASES: [keyword: string, schema: object, valid: unknown[], invalid: unknown[]][] = [
  ['type', { type: ['number', 'null'] }, [1, 2n, 1.5, decimal('2'), null], ['1', true]],
  ['bsonType', { bsonType: 'int' }, [1], [1n, new Double(1)]],
  ['enum, whatever the order of fields', { enum: [1, { a: 1, b: 2 }] }, [1n, { b: 2, a: 1 }], [{ a: 1 }, [1]]],
  ['multipleOf, of decimals too', { multipleOf: 0.1 }, [0.3, decimal('0.7'), 'x'], [0.35]],
  ['maximum, exclusive', { maximum: 5, exclusiveMaximum: true }, [4.9, 'x'], [5, 6n, NaN]],
  ['minLength, in code points', { minLength: 2 }, ['日本', 5], ['日', '😀']],
  ['pattern, anywhere in the text', { pattern: 'b+' }, ['abc', 1], ['ac']],
  [
    'uniqueItems, by value',
    { uniqueItems: true },
    [[1, '1'], 'x'],
    [
      [1, 1n],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    ],
  ],
  [
    'items by place',
    { items: [{ type: 'string' }], additionalItems: { type: 'number' } },
    [[], ['a'], ['a', 1, 2]],
    [[1], ['a', 'b']],
  ],
  ['items all alike', { items: { type: 'string' }, additionalItems: false }, [['a', 'b']], [['a', 1]]],
  ['required', { required: ['a'] }, [{ a: null }, [], 'x'], [{}, { b: 1 }]],
  [
    'properties named, by pattern, and others',
    { properties: { a: {} }, patternProperties: { '^n': { type: 'number' } }, additionalProperties: false },
    [{}, { a: 'x', n1: 1 }],
    [{ b: 1 }, { n1: 'x' }],
  ],
  [
    'dependencies on fields and on a schema',
    { dependencies: { a: ['b'], c: { required: ['d'] } } },
    [{}, { b: 1 }, { a: 1, b: 1 }, { c: 1, d: 1 }],
    [{ a: 1 }, { c: 1 }],
  ],
  ['maxProperties', { maxProperties: 1 }, [{ a: 1 }, [1, 2]], [{ a: 1, b: 2 }]],
  ['oneOf', { oneOf: [{ minimum: 1 }, { maximum: 5 }] }, [0, 6], [3, 'x']],
  ['not of anyOf', { not: { anyOf: [{ type: 'string' }, { type: 'array' }] } }, [1, {}], ['x', []]],
];

const MALFORMED: [what: string, schema: object, code: number][] = [
  ['an unknown keyword', { $ref: '#' }, 9],
  ['a keyword that encrypts', { properties: { a: { encrypt: {} } } }, 9],
  ['a name of an object of JavaScript', { bsonType: 'constructor' }, 2],
  ['a limit that is exclusive of nothing', { exclusiveMinimum: true }, 9],
  ['an empty list of schemas', { allOf: [] }, 2],
  ['a name twice', { required: ['a', 'a'] }, 9],
  ['a path where a name should be', { properties: { 'a.b': {} } }, 9],
  ['a schema that is none, deep inside', { items: { anyOf: [{ not: 5 }] } }, 14],
];

describe('the embedded database: $jsonSchema', () => {
  for (const [keyword, schema, valid, invalid] of CASES)
    it(`knows ${keyword}`, () => {
      const test = jsonSchemaTest(valueOf(schema));
      const passed = [...valid, ...invalid].filter((value) => test(valueOf(value)));
      expect(passed).to.deep.equal(valid);
    });

  for (const [what, schema, code] of MALFORMED)
    it(`refuses ${what}`, () => {
      expect(() => jsonSchemaTest(valueOf(schema)))
        .to.throw()
        .with.property('code', code);
    });
});
