/** Addresses of pages: each is written once, as the pattern of its route, and every link to it is made from that. Pure. */

export type Path = `/${string}`;

/** One string for each placeholder of a pattern, in their order. */
type Placeholders<Pattern extends string> = Pattern extends `${string}:${infer Rest}`
  ? [value: string, ...Placeholders<Rest>]
  : [];

/** Called, the address of one page; `pattern` is what its route is registered under. */
export type PathTo<Pattern extends Path> = ((...values: Placeholders<Pattern>) => Path) & { readonly pattern: Pattern };

/** Throws when a link would lead nowhere, because one of its values is not there: views have no types. */
export function pathTo<const Pattern extends Path>(pattern: Pattern): PathTo<Pattern> {
  const [start = '', ...parts] = pattern.split(/:\w+/);
  const fill = (...values: string[]): Path => {
    if (values.length !== parts.length || (values as unknown[]).includes(undefined))
      throw new Error(`no address ${pattern} for: ${values.map(String).join(', ')}`);
    return values.reduce((path, value, at) => `${path}${encodeURIComponent(value)}${parts[at]}`, start) as Path;
  };
  return Object.assign(fill as (...values: Placeholders<Pattern>) => Path, { pattern });
}

type Query = Readonly<Record<string, string | number | undefined>>;

/** The address with what is asked for; what is undefined is not asked for. */
export function withQuery(path: Path, query: Query): Path {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) asked.append(name, String(value));
  return asked.size === 0 ? path : `${path}?${asked.toString()}`;
}
