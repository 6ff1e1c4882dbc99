/** A test that fails, by `file: description`, and the feature that the README lists as refused, or what else it is. */
export interface ExpectedFailure {
  tests: RegExp;
  reason: string;
}

export const EXPECTED_FAILURES: readonly ExpectedFailure[] = [
  { tests: /^estimatedDocumentCount: .* on views$/, reason: 'a view is refused' },
  { tests: /^bypassDocumentValidation: .*: false$/, reason: 'validators, and what passes them by, are refused' },
  { tests: /^findOneAndUpdate-errorResponse: .* document validation/, reason: 'validators are refused' },
  { tests: /^create-null-ids: .* via (updateOne|updateMany)$/, reason: '$type, by which the test looks, is refused' },
  { tests: /^(aggregate|find)-allowdiskuse: .* when (true|false) is specified$/, reason: 'the option is refused' },
  { tests: /^\w+(-\w+)?-let: /, reason: 'variables of a command are refused' },
  { tests: /^aggregate-(merge|out|write-readPreference|merge-errorResponse): /, reason: '$merge and $out are refused' },
  {
    tests: /^aggregate-out-readConcern: readConcern (majority|local|available) with out stage$/,
    reason: '$out is refused',
  },
  { tests: /-collation: /, reason: 'a collation is refused' },
  { tests: /(-comment: |^aggregate: aggregate with .*comment)/, reason: 'a comment is refused' },
  { tests: /^count(-\w+)?: Deprecated count|^count: count$/, reason: 'count is of whole collections' },
  { tests: /^db-aggregate/, reason: 'a pipeline without a collection is refused' },
  { tests: /-arrayFilters: /, reason: 'array filters are refused' },
  {
    tests: /^(bulkWrite-(delete|update)|delete(One|Many)|findOneAnd\w+|replaceOne|update(One|Many))-hint: /,
    reason: 'hints are refused',
  },
  {
    tests:
      /^(updateWithPipelines|(bulkWrite-)?update(One|Many)-pipeline|findOneAndUpdate-(pipeline|comment|rawdata)|bulkWrite-update(One|Many)-rawdata|.*-dots_and_dollars): (?!ReplaceOne|Replacing|Inserting)/,
    reason: 'updates by a pipeline are refused',
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
