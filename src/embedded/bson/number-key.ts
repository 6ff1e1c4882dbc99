/** Which bytes stand for a number in a key, whatever its type. */
import { compareNumbers, isNaNValue, toNumber } from './number.ts';
import type { NumberValue } from './types.ts';
import { invertBytes } from './invert-bytes.ts';

const NAN_KEY = Buffer.alloc(9);

/**
 * The greatest double not above the value, in an order of bytes, and, when that is not exact, the decimal digits of the
 * value itself: numbers of all types sort as one.
 */
export function encodeNumber(value: NumberValue): Buffer {
  if (isNaNValue(value)) return NAN_KEY;
  const floor = floorToDouble(value);
  if (compareNumbers(floor, value) === 0) return encodeDouble(floor);
  const key = encodeDouble(floor);
  key[8] = 1;
  return Buffer.concat([key, scientificDigits(value as bigint)]);
}

/** Eight bytes whose order is the order of doubles, and a zero. */
function encodeDouble(value: number): Buffer {
  const key = Buffer.alloc(9);
  key.writeDoubleBE(value === 0 ? 0 : value);
  const isNegative = (key[0] as number) & 0x80;
  if (!isNegative) key[0] = (key[0] as number) ^ 0x80;
  else for (let i = 0; i < 8; i++) key[i] = (key[i] as number) ^ 0xff;
  return key;
}

function floorToDouble(value: NumberValue): number {
  const nearest = toNumber(value);
  return compareNumbers(nearest, value) > 0 ? nextDown(nearest) : nearest;
}

function nextDown(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  if (value === 0) return -Number.MIN_VALUE;
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 ? -1n : 1n));
  return view.getFloat64(0);
}

/** Exponent and digits of a non-zero value in ordered form; inverted for negative values. */
function scientificDigits(value: bigint): Buffer {
  const digits = String(value < 0n ? -value : value);
  const key = Buffer.alloc(2 + digits.length + 1);
  key.writeUInt16BE(digits.length - 1 + 0x8000);
  const used = key.write(digits.replace(/0+$/, ''), 2, 'latin1');
  const trimmed = key.subarray(0, 2 + used + 1);
  return value < 0n ? invertBytes(trimmed) : trimmed;
}
