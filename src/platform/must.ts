/** What the data promises to hold. Where a person may ask for what is not there, that is a NotFound and not for these. */

/** The value; throws, naming `what` is missing, where the promise is broken: a fault of ours that has to be seen. */
export function must<Value>(value: Value, what: string): NonNullable<Value> {
  if (value === undefined || value === null) throw new Error(`${what} is missing`);
  return value;
}

/** What a map holds under a key that it was made with. */
export const known = <Key extends string | number, Value>(map: ReadonlyMap<Key, Value>, key: Key): NonNullable<Value> =>
  must(map.get(key), `entry ${key}`);
