/** One text for one value, whatever order its fields are in: what is hashed or signed is written this way. */

/** JSON with sorted keys. Dates and database ids become their texts, bytes base 64; what is undefined is left out. */
export function canonicalJson(value: unknown): string {
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'));
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  if (hasToJson(value)) return canonicalJson(value.toJSON());
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields.sort(byName).map(writeField).join(',')}}`;
}

const hasToJson = (value: object): value is { toJSON: () => unknown } =>
  'toJSON' in value && typeof value.toJSON === 'function';

const byName = ([left]: [string, unknown], [right]: [string, unknown]) => (left < right ? -1 : 1);

const writeField = ([name, field]: [string, unknown]) => `${JSON.stringify(name)}:${canonicalJson(field)}`;
