/** The arithmetic of a numeric answer's formula, so that a key is computed and not copied. Pure. */

const functions: Readonly<Record<string, (...values: number[]) => number>> = {
  round: (value, decimals = 0) => {
    // By its decimal digits: 1.005 is to become 1.01, though the nearest binary fraction lies a little below.
    const scaled = Number(`${value}e${decimals}`);
    return Number(`${Math.sign(scaled) * Math.round(Math.abs(scaled))}e${-decimals}`);
  },
  ceil: Math.ceil,
  floor: Math.floor,
  min: Math.min,
  max: Math.max,
};

/** Computes + - * / ^ ( ) and round, ceil, floor, min, max over decimal numbers. Throws a sentence for an author. */
export function computeFormula(formula: string): number {
  const reader = new FormulaReader(formula);
  const value = reader.sum();
  reader.expectEnd();
  if (!Number.isFinite(value)) throw new Error('does not come to a number');
  return value;
}

/** Binary fractions make a difference that no learner sees. */
const rounding = 1e-9;

/** Why the formula of an answer does not lead to its value; undefined when it does, or when there is none. */
export function findFormulaProblem(answer: {
  value: number;
  tolerance: number;
  formula?: string | undefined;
}): string | undefined {
  const { value, tolerance, formula } = answer;
  if (formula === undefined) return undefined;
  try {
    const computed = computeFormula(formula);
    const isRight = Math.abs(computed - value) <= tolerance + rounding * Math.max(1, Math.abs(value));
    return isRight ? undefined : `comes to ${computed}, not to ${value}`;
  } catch (error) {
    return (error as Error).message;
  }
}

class FormulaReader {
  readonly #tokens: string[];
  #next = 0;

  constructor(formula: string) {
    this.#tokens = formula.match(/\d+(?:\.\d+)?|[a-z]+|\S/g) ?? [];
  }

  sum(): number {
    let value = this.#product();
    for (let sign = this.#take('+', '-'); sign; sign = this.#take('+', '-')) {
      value += sign === '+' ? this.#product() : -this.#product();
    }
    return value;
  }

  expectEnd(): void {
    const rest = this.#tokens[this.#next];
    if (rest !== undefined) throw new Error(`cannot be read at "${rest}"`);
  }

  #product(): number {
    let value = this.#power();
    for (let sign = this.#take('*', '/'); sign; sign = this.#take('*', '/')) {
      value = sign === '*' ? value * this.#power() : value / this.#power();
    }
    return value;
  }

  #power(): number {
    const base = this.#signed();
    return this.#take('^') ? base ** this.#power() : base;
  }

  #signed(): number {
    return this.#take('-') ? -this.#signed() : this.#atom();
  }

  #atom(): number {
    const token = this.#tokens[this.#next++] ?? '';
    if (token === '(') return this.#closed();
    if (/^\d/.test(token)) return Number(token);
    const named = Object.hasOwn(functions, token) ? functions[token] : undefined;
    if (!named || !this.#take('(')) throw new Error(`cannot be read at "${token}"`);
    const values = [this.sum()];
    while (this.#take(',')) values.push(this.sum());
    this.#close();
    return named(...values);
  }

  #closed(): number {
    const value = this.sum();
    this.#close();
    return value;
  }

  #close(): void {
    if (!this.#take(')')) throw new Error('lacks a closing parenthesis');
  }

  #take(...wanted: string[]): string | undefined {
    const token = this.#tokens[this.#next];
    if (token === undefined || !wanted.includes(token)) return undefined;
    this.#next += 1;
    return token;
  }
}
