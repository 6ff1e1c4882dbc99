import type { PipelineContext } from '../aggregation/stage.ts';
import type { Document } from '../bson/value.ts';
import type { MongoError } from '../errors.ts';
import type { Catalog } from '../storage/catalog.ts';
import type { Overlay } from '../storage/overlay.ts';

/** Writes what a pipeline gave, in one commit; gives back the first error of `$merge`, which goes on with the other documents. */
export type Output = (view: Overlay, documents: Document[]) => MongoError | undefined;

export interface OutputContext extends PipelineContext {
  database: string;
  catalog: Catalog;
  /** Whether the validator of the collection that is written to is left aside. */
  isBypassed: boolean;
}
