/** A test that fails, by `file: description`, and the feature that the README lists as refused, or what else it is. */
export interface ExpectedFailure {
  tests: RegExp;
  reason: string;
}

export const EXPECTED_FAILURES: readonly ExpectedFailure[] = [
  { tests: /^estimatedDocumentCount: .* on views$/, reason: 'a view is refused' },
  {
    tests:
      /^bypassDocumentValidation: (BulkWrite|FindOneAndReplace|FindOneAndUpdate|InsertMany) passes .*: false$|^bypassDocumentValidation: Aggregate with \$out .*: false$/,
    reason: 'the driver sends it only when it is true',
  },
  {
    tests: /^create-null-ids: inserting _id with type null via (insertOne|insertMany|replaceOne|bulkWrite)$/,
    reason: 'the driver puts a new id in the place of null',
  },
  { tests: /^commit: write concern error on commit$/, reason: 'a write concern above 1 is refused before the commit' },
  {
    tests: /^create-(collection|index): (explicitly|implicitly|create)/,
    reason: 'a transaction makes no indexes, and its collections are there at once',
  },
];
