/** What a stage is, and what it may use. */
import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';
import type { Room } from '../bson/room.ts';

/** Documents on their way; undefined is a breath, at which a long command lets others go first. */
export type Stream = Iterable<Document | undefined>;
export type Stage = (input: Stream) => Stream;

export interface PipelineContext {
  isInFacet?: boolean;
  /** The memory that the stages of one command share. */
  room: Room;
  /** All documents of a collection of the same database, matching a filter that an index may serve. */
  read(collection: string, filter: Document): Stream;
}

/** Compiles a pipeline into one function from documents to documents. */
export type CompilePipeline = (stages: Value[], context: PipelineContext) => Stage;

/** Compiles one stage; `compile` is for the pipelines within it. */
export type CompileStage = (spec: Value, context: PipelineContext, compile: CompilePipeline) => Stage;

/** The one field of a stage. */
export function stageOf(stage: Value): [name: string, spec: Value] {
  if (!isDocument(stage)) throw new MongoError(14, "Each element of the 'pipeline' array must be an object");
  if (stage.size !== 1)
    throw new MongoError(40323, 'A pipeline stage specification object must contain exactly one field.');
  return stage.entries().next().value as [string, Value];
}

/** @throws MongoError TypeMismatch */
export function pipelineArgument(value: Value | undefined): Value[] {
  if (value === undefined)
    throw new MongoError(40414, "BSON field 'aggregate.pipeline' is missing but a required field");
  if (!Array.isArray(value)) throw new MongoError(14, "'pipeline' option must be specified as an array");
  value.forEach(stageOf);
  return value;
}
