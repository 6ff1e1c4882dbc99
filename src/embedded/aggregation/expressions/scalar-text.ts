import { isDouble, toNumber } from '../../bson/number.ts';
import { Decimal128, ObjectId, UtcDateTime, type Value } from '../../bson/value.ts';

/** Prints numbers, dates and object ids as MongoDB's `$toString` does. */
export function renderScalarText(value: Value): string {
  if (value instanceof UtcDateTime) return renderDate(value);
  if (value instanceof ObjectId) return value.toHex();
  if (value instanceof Decimal128) return value.toString();
  if (isDouble(value)) return renderDouble(toNumber(value));
  return String(value);
}

function renderDate({ ms }: UtcDateTime): string {
  const date = new Date(Number(ms));
  return Number.isNaN(date.getTime()) ? String(ms) : date.toISOString();
}

/** Shortest text that reads back the same, with exponents written as C++ does. */
function renderDouble(value: number): string {
  if (!Number.isFinite(value) || value === 0) return Object.is(value, -0) ? '-0' : String(value);
  const scientific = value.toExponential();
  const exponent = Number(scientific.slice(scientific.indexOf('e') + 1));
  return exponent >= 16 || exponent < -4 ? padExponent(scientific) : String(value);
}

/** As C's `%g` prints: six significant digits. String functions that take numbers read them so. */
export function renderSixDigits(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const scientific = value.toExponential(5);
  const exponent = Number(scientific.slice(scientific.indexOf('e') + 1));
  if (exponent < -4 || exponent >= 6) return padExponent(scientific.replace(/\.?0+e/, 'e'));
  return String(Number(value.toPrecision(6)));
}

/** At least two digits. */
function padExponent(scientific: string): string {
  return scientific.replace(/e([+-])(\d)$/, 'e$10$2');
}
