/** A file as the thing it belongs to knows it: enough to show and to check it, without a look at the file itself. */
import { part } from '../model.ts';
import { date, id, number, text } from '../stored-fields.ts';

/**
 * Marks a field that holds the id of a stored file, wherever in a schema it stands. What no such field names is removed
 * after a while, so every id of a file that is kept in a document has to be marked.
 */
export const namesFile = { namesFile: true } as const;

/** The field of a schema that names a file by its id alone. */
export const fileId = { ...id, ...namesFile } as const;

export type FileReference = {
  id: string;
  name: string;
  type: string;
  bytes: number;
  sha256: string;
  /** Of the file as it was sent; not known of those that were kept before this was. */
  receivedSha256?: string;
  scan: string;
  createdAt: Date;
};

/** Fields of a schema, all but the id. The bytes are the platform's and never change, so what is written here stays true. */
export const fileFacts = {
  name: text,
  type: text,
  bytes: number,
  sha256: text,
  receivedSha256: String,
  scan: text,
  createdAt: date,
} as const;

export const fileReferencePart = part<FileReference>({ id: { ...text, ...namesFile }, ...fileFacts });

/** Of a stored file, or of another reference: a copy without whatever else is there. */
export const referenceTo = ({
  id,
  name,
  type,
  bytes,
  sha256,
  receivedSha256,
  scan,
  createdAt,
}: FileReference): FileReference => ({
  id,
  name,
  type,
  bytes,
  sha256,
  ...(receivedSha256 === undefined ? {} : { receivedSha256 }),
  scan,
  createdAt,
});
