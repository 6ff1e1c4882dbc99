/** What a run of mocha came to. Pure. */

export type Totals = Readonly<{ passed: number; failed: number; skipped: number }>;
export const noTests: Totals = { passed: 0, failed: 0, skipped: 0 };

/**
 * Reads mocha's own totals and counts as failed whatever did not prove anything: a run that ended without totals or with
 * another code than they imply, and a test that is left out without saying why (`… skipped: why` is its title).
 */
export function readTotals({ code, output }: Readonly<{ code: number; output: string }>): Totals {
  const total = (word: string) => Number(new RegExp(`^ {2}(\\d+) ${word}\\b`, 'm').exec(output)?.[1] ?? 0);
  const explained = [...output.matchAll(/^ +- .*\bskipped: \S/gm)].length;
  const skipped = Math.min(explained, total('pending'));
  const passed = total('passing');
  const failed = total('failing') + total('pending') - skipped;
  return { passed, skipped, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed };
}

export const addTotals = (one: Totals, other: Totals): Totals => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
});

/** The last line of `npm test`. */
export const sayTotals = ({ passed, failed, skipped }: Totals): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
