/** Lists that are shown page by page: which page is asked for, what is on it, and the way to the others. */
import type { Model, QueryFilter, Require_id } from 'mongoose';
import { z } from 'zod';
import { field } from './forms.ts';
import { type Path, withQuery } from './paths.ts';

const usualSize = 25;

/** One page of a list; `page` counts from 1, up to `pages`. */
export type Paged<Item> = Readonly<{ items: readonly Item[]; total: number; page: number; pages: number }>;

/** The page that a list's address asks for, as users know the field and as code does. */
export const pageField = { halaman: field.page() };
export const pageNumberOf = ({ halaman }: Readonly<{ halaman: number }>) => ({ pageNumber: halaman });

/** What a list's address asks for when it is nothing but a page. */
export const pageQuery = z.object(pageField).transform(pageNumberOf);

type Asked = Readonly<{ page: number; size?: number }>;
type Listing = Asked &
  Readonly<{ sort: Readonly<Record<string, 1 | -1>>; select?: string | Readonly<Record<string, 0 | 1>> }>;

/**
 * A page of what the filter finds, by 25 unless `size` says otherwise. The last page stands for all beyond it, because a
 * list may have become shorter. `sort` is that of an index.
 */
export async function findPage<Stored extends object, Item, Row = Require_id<Stored>>(
  model: Model<Stored>,
  filter: QueryFilter<Stored>,
  { page, size = usualSize, sort, select }: Listing,
  asItem: (row: Row) => Item,
): Promise<Paged<Item>> {
  const take = (at: number) =>
    model
      .find(filter, select)
      .sort(sort)
      .skip((at - 1) * size)
      .limit(size)
      .lean();
  const [found, total] = await Promise.all([take(page), model.countDocuments(filter)]);
  const span = spanOf({ page, size }, total);
  const rows = span.page === page ? found : await take(span.page);
  return { items: (rows as unknown as Row[]).map(asItem), ...span };
}

/** A page of a list that is there as a whole. */
export function cutPage<Item>(all: readonly Item[], { page, size = usualSize }: Asked): Paged<Item> {
  const span = spanOf({ page, size }, all.length);
  return { items: all.slice((span.page - 1) * size, span.page * size), ...span };
}

function spanOf({ page, size = usualSize }: Asked, total: number) {
  const pages = Math.max(1, Math.ceil(total / size));
  return { total, page: Math.min(page, pages), pages };
}

/** What the partial `pages` shows: the way to the page before and the one after, with the rest of what was asked for. */
export const pagerOf = (
  { page, pages }: Pick<Paged<unknown>, 'page' | 'pages'>,
  path: Path,
  query: Readonly<Record<string, string | undefined>> = {},
) => ({ page, pages, pathOf: (halaman: number): Path => withQuery(path, { ...query, halaman }) });
