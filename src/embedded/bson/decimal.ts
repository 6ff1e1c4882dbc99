/** IEEE 754-2008 decimal128 in its binary integer encoding: (-1)^negative x coefficient x 10^exponent. */
const EXPONENT_BIAS = 6176;
const MAX_EXPONENT = 6111;
const MIN_EXPONENT = -6176;
const MAX_DIGITS = 34;
const MAX_COEFFICIENT = 10n ** 34n - 1n;
const COEFFICIENT_MASK = (1n << 113n) - 1n;

export type Special = 'NaN' | 'Infinity';

export class Decimal128 {
  readonly negative: boolean;
  readonly coefficient: bigint;
  readonly exponent: number;
  readonly special: Special | undefined;

  constructor(negative: boolean, coefficient: bigint, exponent: number, special?: Special) {
    this.negative = negative;
    this.coefficient = coefficient;
    this.exponent = exponent;
    this.special = special;
  }

  /** Rounds half to even to 34 digits, and over- or underflows as IEEE 754 says. */
  static rounded(negative: boolean, coefficient: bigint, exponent: number, inexact = false): Decimal128 {
    let excess = Math.max(digitCount(coefficient) - MAX_DIGITS, MIN_EXPONENT - exponent, 0);
    let digits = coefficient;
    let scale = exponent;
    while (excess > 0) {
      digits = divideHalfEven(digits, 10n ** BigInt(Math.min(excess, 7000)), inexact);
      scale += excess;
      excess = digitCount(digits) > MAX_DIGITS ? 1 : 0;
    }
    if (digits === 0n) return new Decimal128(negative, 0n, Math.min(Math.max(scale, MIN_EXPONENT), MAX_EXPONENT));
    while (scale > MAX_EXPONENT && digitCount(digits) < MAX_DIGITS) {
      digits *= 10n;
      scale -= 1;
    }
    return scale > MAX_EXPONENT ? new Decimal128(negative, 0n, 0, 'Infinity') : new Decimal128(negative, digits, scale);
  }

  /** Reads the 16 little-endian bytes of a BSON decimal128. */
  static fromBytes(bytes: Buffer, offset: number): Decimal128 {
    const bits = (bytes.readBigUInt64LE(offset + 8) << 64n) | bytes.readBigUInt64LE(offset);
    const negative = bits >> 127n === 1n;
    const combination = Number((bits >> 122n) & 0x1fn);
    if (combination === 0x1f) return new Decimal128(negative, 0n, 0, 'NaN');
    if (combination === 0x1e) return new Decimal128(negative, 0n, 0, 'Infinity');
    if (combination >> 3 === 3) return new Decimal128(negative, 0n, Number((bits >> 111n) & 0x3fffn) - EXPONENT_BIAS);
    const coefficient = bits & COEFFICIENT_MASK;
    return new Decimal128(
      negative,
      coefficient > MAX_COEFFICIENT ? 0n : coefficient,
      Number((bits >> 113n) & 0x3fffn) - EXPONENT_BIAS,
    );
  }

  writeTo(bytes: Buffer, offset: number): void {
    const sign = this.negative ? 1n << 127n : 0n;
    const body =
      this.special === 'NaN'
        ? 0x1fn << 122n
        : this.special === 'Infinity'
          ? 0x1en << 122n
          : (BigInt(this.exponent + EXPONENT_BIAS) << 113n) | this.coefficient;
    bytes.writeBigUInt64LE((sign | body) & 0xffffffffffffffffn, offset);
    bytes.writeBigUInt64LE((sign | body) >> 64n, offset + 8);
  }

  /** Parses what MongoDB accepts as a decimal; undefined for anything else. */
  static parse(text: string): Decimal128 | undefined {
    const special = /^([+-]?)(?:(inf(?:inity)?)|nan)$/i.exec(text);
    if (special)
      return new Decimal128(special[1] === '-' && special[2] !== undefined, 0n, 0, special[2] ? 'Infinity' : 'NaN');
    const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text);
    if (!match || !(match[2] || match[3])) return undefined;
    const fraction = match[3] ?? '';
    return Decimal128.rounded(
      match[1] === '-',
      BigInt((match[2] ?? '') + fraction),
      Number(match[4] ?? 0) - fraction.length,
    );
  }

  isZero(): boolean {
    return this.special === undefined && this.coefficient === 0n;
  }

  /** Scientific string as the General Decimal Arithmetic specification and MongoDB print it. */
  toString(): string {
    const sign = this.negative ? '-' : '';
    if (this.special) return this.special === 'NaN' ? 'NaN' : `${sign}Infinity`;
    const digits = this.coefficient.toString();
    const adjusted = this.exponent + digits.length - 1;
    if (this.exponent > 0 || adjusted < -6) {
      const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
      return `${sign}${mantissa}E${adjusted < 0 ? '' : '+'}${adjusted}`;
    }
    if (this.exponent === 0) return sign + digits;
    const padded = digits.padStart(1 - this.exponent, '0');
    return `${sign}${padded.slice(0, this.exponent)}.${padded.slice(this.exponent)}`;
  }

  toNumber(): number {
    return Number(this.toString());
  }
}

export function digitCount(value: bigint): number {
  return value === 0n ? 1 : value.toString().length;
}

/** Divides and rounds half to even; `inexact` says that digits below the dividend were already cut off. */
export function divideHalfEven(dividend: bigint, divisor: bigint, inexact = false): bigint {
  const quotient = dividend / divisor;
  const twice = (dividend % divisor) * 2n;
  const isAbove = twice > divisor || (twice === divisor && (inexact || quotient % 2n === 1n));
  return isAbove ? quotient + 1n : quotient;
}
