import { isIntegral, toBigInt, toNumber } from '../bson/number.ts';
import { isNumber } from '../bson/types.ts';
import { Binary, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import type { ValueTest } from './comparison.ts';

type BitOperator = '$bitsAllSet' | '$bitsAnySet' | '$bitsAllClear' | '$bitsAnyClear';

/** Tests bits of integers (two's complement, sign-extended) and of binary data (little-endian). */
export function bitTest(operator: BitOperator, operand: Value): ValueTest {
  const mask = maskOf(operator, operand);
  return (value) => {
    const bits = bitsOf(value);
    if (bits === undefined) return false;
    const set = bits & mask;
    switch (operator) {
      case '$bitsAllSet':
        return set === mask;
      case '$bitsAnySet':
        return set !== 0n;
      case '$bitsAllClear':
        return set === 0n;
      case '$bitsAnyClear':
        return set !== mask;
    }
  };
}

function maskOf(operator: BitOperator, operand: Value): bigint {
  if (isNumber(operand)) return numericMask(operator, operand);
  if (operand instanceof Binary) return littleEndian(operand.bytes);
  if (Array.isArray(operand))
    return operand.reduce<bigint>((mask, position) => mask | (1n << bitPosition(position)), 0n);
  throw new MongoError(2, `${operator} takes an Array, a number, or a BinData but received an operand of another type`);
}

function numericMask(operator: BitOperator, operand: Parameters<typeof isIntegral>[0]): bigint {
  if (!isIntegral(operand)) throw new MongoError(9, `Expected an integer: ${operator}`);
  const mask = toBigInt(operand);
  if (mask < 0n) throw new MongoError(9, `Expected a non-negative number in: ${operator}: ${mask}`);
  return mask;
}

function bitPosition(position: Value): bigint {
  if (!isNumber(position)) throw new MongoError(2, 'bit positions must be an integer');
  if (!isIntegral(position)) throw new MongoError(2, 'bit positions must be an integer');
  const number = toNumber(position);
  if (number < 0 || number > 0x7fffffff) throw new MongoError(2, `bit positions must be >= 0 but got: ${number}`);
  return BigInt(Math.min(number, 64 * 1024));
}

function bitsOf(value: Value | undefined): bigint | undefined {
  if (value instanceof Binary) return littleEndian(value.bytes);
  if (!isNumber(value) || !isIntegral(value)) return undefined;
  const bits = toBigInt(value);
  return bits >= -(2n ** 63n) && bits < 2n ** 63n ? bits : undefined;
}

function littleEndian(bytes: Uint8Array): bigint {
  const hex = Buffer.from(bytes).reverse().toString('hex');
  return hex === '' ? 0n : BigInt(`0x${hex}`);
}
