/**
 * Which files the documents of all features name. The fields are found in the schemas by their mark (file-reference.ts),
 * so a feature that keeps a file has nothing to register and cannot forget to.
 */
import mongoose, { type ClientSession, type Model, type Schema, type Types } from 'mongoose';

export type ReferenceField = Readonly<{ model: Model<unknown>; path: string }>;

/** Each field of each collection that holds ids of files; each has to be served by an index. */
export const referenceFields = (): ReferenceField[] =>
  Object.values(mongoose.models).flatMap((model) => pathsIn(model.schema).map((path) => ({ model, path })));

function pathsIn(schema: Schema): string[] {
  return Object.entries(schema.paths).flatMap(([name, type]) => {
    if ((type.options as { namesFile?: true }).namesFile) return [name];
    return type.schema ? pathsIn(type.schema).map((inner) => `${name}.${inner}`) : [];
  });
}

/** Those of the ids that some document names. */
export async function findReferred(ids: readonly string[], session?: ClientSession): Promise<Set<string>> {
  const wanted = new Set(ids);
  const referred = new Set<string>();
  for (const { model, path } of referenceFields()) {
    const naming = model.find({ [path]: mongoose.trusted({ $in: ids }) }, { _id: 0, [path]: 1 });
    const documents: unknown[] = await naming.session(session ?? null).lean();
    for (const id of documents.flatMap((document) => valuesAt(document, path.split('.')))) {
      if (wanted.has(id)) referred.add(id);
    }
  }
  return referred;
}

type Named = string | Types.ObjectId | undefined;

function valuesAt(value: unknown, steps: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => valuesAt(one, steps));
  const [step, ...rest] = steps;
  if (step === undefined) return [(value as Named)?.toString() ?? []].flat();
  return valuesAt((value as Record<string, unknown> | undefined)?.[step], rest);
}
