import { isDocument, type Document, type Value } from '../bson/value.ts';
import { MongoError } from '../errors.ts';
import { collationOf } from '../query/collation.ts';
import { compileFilter, type Predicate } from '../query/filter.ts';
import { collectionNameOf, databaseOf, INTERNAL_DATABASES, type Collection } from '../storage/collection.ts';
import { booleanArgument, refuseUnknownChoice, type ArgumentTypes } from './arguments.ts';

/** Options of a collection that decide what may be stored in it, as `create` and `collMod` take them. */
export const VALIDATION_ARGUMENTS: ArgumentTypes = {
  validator: 'document',
  validationLevel: 'string',
  validationAction: 'string',
};

/**
 * The validation options that a command gives, checked.
 * @param collation the collation of the collection, which the validator's strings are compared with
 * @throws MongoError for a malformed filter, an unknown level or action, and where no validator may be
 */
export function validationOptions(
  command: Document,
  name: string,
  namespace: string,
  collation: Value | undefined,
): Document {
  refuseUnknownChoice(command, name, 'validationLevel', ['off', 'strict', 'moderate']);
  refuseUnknownChoice(command, name, 'validationAction', ['error', 'warn', 'errorAndLog']);
  const validator = command.get('validator');
  if (isDocument(validator) && validator.size > 0) {
    if (INTERNAL_DATABASES.has(databaseOf(namespace)) || collectionNameOf(namespace).startsWith('system.'))
      throw new MongoError(72, `Document validators are not allowed on ${namespace}`);
    compileFilter(validator, { collation: collationOf(collation) });
  }
  return new Map(
    Object.keys(VALIDATION_ARGUMENTS).flatMap((option) => {
      const value = command.get(option) ?? null;
      return value === null ? [] : [[option, value]];
    }),
  );
}

export function bypassesValidation(command: Document): boolean {
  return booleanArgument(command, 'bypassDocumentValidation');
}

/** Compiled once for each version of the options: they are replaced and never changed. */
const compiled = new WeakMap<Document, Predicate>();

/**
 * Refuses a document that the collection's validator does not match. With the level `moderate` a document that was not valid
 * before may stay so; with the action `warn` all is stored.
 * @param before the document that is updated
 * @throws MongoError DocumentValidationFailure
 */
export function refuseInvalid({ options }: Collection, document: Document, before?: Document): void {
  const validator = options.get('validator');
  const level = options.get('validationLevel');
  if (!isDocument(validator) || level === 'off' || options.get('validationAction') === 'warn') return;
  const collation = options.get('collation');
  const matches = compiled.get(options) ?? compileFilter(validator, { collation: collationOf(collation) });
  compiled.set(options, matches);
  if (matches(document) || (before && level === 'moderate' && !matches(before))) return;
  throw new MongoError(121, 'Document failed validation', {
    fields: {
      errInfo: {
        failingDocumentId: document.get('_id'),
        details: { specifiedAs: validator, reason: 'the document does not match the validator' },
      },
    },
  });
}
