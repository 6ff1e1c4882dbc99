/** How a long list is sorted without keeping others waiting. */

/** How many items are sorted at a stroke; more are merged in steps. */
export const RUN = 1024;

/** Merges sorted runs into one list, keeping the order of equals; a breath now and then, so that a long sort can be ended. */
export function* mergeRuns<Item>(
  runs: Item[][],
  compare: (a: Item, b: Item) => number,
): Generator<undefined, Item[], undefined> {
  let waiting = runs;
  while (waiting.length > 1) {
    const merged: Item[][] = [];
    for (let i = 0; i < waiting.length; i += 2)
      merged.push(yield* mergeTwo(waiting[i] as Item[], waiting[i + 1] ?? [], compare));
    waiting = merged;
  }
  return waiting[0] ?? [];
}

function* mergeTwo<Item>(
  a: Item[],
  b: Item[],
  compare: (a: Item, b: Item) => number,
): Generator<undefined, Item[], undefined> {
  const merged: Item[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    merged.push(compare(a[i] as Item, b[j] as Item) <= 0 ? (a[i++] as Item) : (b[j++] as Item));
    if (merged.length % 8 === 0) yield undefined;
  }
  while (i < a.length) merged.push(a[i++] as Item);
  while (j < b.length) merged.push(b[j++] as Item);
  return merged;
}

/** Sorts a list, with breaths. */
export function* sortInSteps<Item>(
  items: Item[],
  compare: (a: Item, b: Item) => number,
): Generator<undefined, Item[], undefined> {
  const runs: Item[][] = [];
  for (let at = 0; at < items.length; at += RUN) {
    runs.push(items.slice(at, at + RUN).sort(compare));
    yield undefined;
  }
  return yield* mergeRuns(runs, compare);
}
