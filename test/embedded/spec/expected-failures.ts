/** A feature that the README lists as refused, and the tests that need it: whole files, or tests by their words. */
export interface ExpectedFailure {
  /** Matches `file: description`. */
  tests: RegExp;
  reason: string;
}

export const EXPECTED_FAILURES: readonly ExpectedFailure[] = [];
