import { expect } from 'chai';
import * as fc from 'fast-check';
import mongoose from 'mongoose';
import { FieldReader } from '../../src/embedded/bson/field-reader.ts';
import { decodeDocument } from '../../src/embedded/bson/decode.ts';
import { encodeDocument } from '../../src/embedded/bson/encode.ts';
import { compareValues, equalValues } from '../../src/embedded/bson/order.ts';
import { UtcDateTime, type Value } from '../../src/embedded/bson/value.ts';
import { encodeKey } from '../../src/embedded/bson/key-encoding.ts';
import { anyValue, SEED } from './any-value.ts';

const RUNS = { numRuns: 3000, seed: SEED };

describe('index keys', () => {
  it('sort by their bytes as BSON sorts the values', () => {
    fc.assert(
      fc.property(anyValue(), anyValue(), (a, b) => {
        expect(Buffer.compare(encodeKey(a), encodeKey(b))).to.equal(compareValues(a, b));
      }),
      RUNS,
    );
  });

  it('are no prefix of each other, so that compound keys sort part by part', () => {
    fc.assert(
      fc.property(anyValue(), anyValue(), (a, b) => {
        const [x, y] = [encodeKey(a), encodeKey(b)];
        expect(x.equals(y) || !y.subarray(0, x.length).equals(x)).to.equal(true);
      }),
      RUNS,
    );
  });
});

describe('BSON order', () => {
  it('is a total order', () => {
    fc.assert(
      fc.property(anyValue(), anyValue(), anyValue(), (a, b, c) => {
        expect(compareValues(a, b)).to.equal(-compareValues(b, a) + 0);
        if (compareValues(a, b) <= 0 && compareValues(b, c) <= 0) expect(compareValues(a, c)).to.be.at.most(0);
      }),
      RUNS,
    );
  });
});

describe('BSON', () => {
  it('is read back as it was written, byte for byte', () => {
    fc.assert(
      fc.property(anyValue(), (value) => {
        const bytes = encodeDocument(new Map([['value', value]]));
        const read = decodeDocument(bytes);
        expect(equalValues(read.get('value') ?? null, value)).to.equal(true);
        expect(encodeDocument(read).equals(bytes)).to.equal(true);
      }),
      RUNS,
    );
  });

  it('is the same to the driver, but for what that one cannot hold', () => {
    const { BSON } = mongoose.mongo;
    const isHeld = (value: Value): boolean => !(value instanceof UtcDateTime);
    fc.assert(
      fc.property(anyValue(0).filter(isHeld), (value) => {
        const bytes = encodeDocument(new Map([['value', value]]));
        const read = BSON.deserialize(bytes, { promoteValues: false, bsonRegExp: true });
        expect(Buffer.from(BSON.serialize(read)).equals(bytes)).to.equal(true);
      }),
      RUNS,
    );
  });

  it('may be read in part, whatever is skipped', () => {
    fc.assert(
      fc.property(anyValue(), anyValue(), (skipped, wanted) => {
        const bytes = encodeDocument(
          new Map([
            ['skipped', skipped],
            ['wanted', wanted],
            ['after', skipped],
          ]),
        );
        const read = new FieldReader(['wanted', 'absent']).read(bytes);
        expect([...read.keys()]).to.deep.equal(['wanted']);
        expect(equalValues(read.get('wanted') ?? null, wanted)).to.equal(true);
      }),
      RUNS,
    );
  });
});
