import type { Types } from 'mongoose';
import { defineModel } from '../model.ts';
import { date, id, number, text } from '../stored-fields.ts';
import { type FileReference, fileReferencePart } from './file-reference.ts';

/** Files that came with a form which has to be put right, until it is sent or forgotten. */
export type WaitingFilesRecord = {
  /** The account and the form, so that nobody has another one's, and no form those of another. */
  _id: string;
  account: Types.ObjectId;
  files: FileReference[];
  revision: number;
  /** After that nothing refers to the files any more, and they are removed like all unused ones. */
  until: Date;
};

export const WaitingFiles = defineModel<WaitingFilesRecord>(
  'WaitingFiles',
  {
    _id: text,
    account: id,
    files: { type: [fileReferencePart], required: true },
    revision: number,
    until: date,
  },
  { collection: 'waiting_files', indexes: [[{ 'files.id': 1 }], [{ until: 1 }, { expireAfterSeconds: 0 }]] },
);
