/** Files people send and files we make: received into quarantine, judged, cleaned, kept in the database, handed out. */
import './sweep.jobs.ts';
import './unused.jobs.ts';

export { installFiles } from './install.ts';
export { fileFacts, fileId, type FileReference, fileReferencePart, referenceTo } from './file-reference.ts';
export { roomOf } from './quota.ts';
export { addressedAs } from './file-name.ts';
export { type FileKind, fileKinds } from './file-kind.ts';
export { receive, receiveOpen } from './receive.ts';
export {
  type ReceivedFile,
  type UploadField,
  uploadField,
  type UploadProblem,
  type UploadRules,
  type Uploads,
  uploadErrors,
} from './upload.ts';
export { findStoredFile, keepBytes, keepFile, readStoredFile, type StoredFile } from './store.ts';
export { sendStoredFile } from './serve.ts';
export { readTypedFields } from './typed-fields.ts';
export {
  findWaitingFiles,
  type FormFiles,
  gatherFormFiles,
  letFilesWait,
  takeFormFiles,
  type WaitingForm,
  withinRoom,
} from './waiting-files.ts';
