/** Keeping files: first the bytes, then, in the transaction of the change they belong to, the document that names them. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { type ClientSession, isObjectIdOrHexString, Types } from 'mongoose';
import { NotFound } from '../errors.ts';
import { createOne } from '../model.ts';
import { readParts, writeBytes } from './bytes.ts';
import { type FileKind, mediaTypes } from './file-kind.ts';
import { safeName } from './file-name.ts';
import { type StoredFileDocument, StoredFileRecord } from './file.model.ts';
import { takeRoom } from './quota.ts';
import type { ReceivedFile } from './upload.ts';

export type StoredFile = Readonly<Omit<StoredFileDocument, 'owner' | 'unusedSince'> & { id: string; owner: string }>;
export type Belonging = Readonly<{ owner: Types.ObjectId | string; purpose: string }>;

const written = new WeakMap<ReceivedFile, Promise<Types.ObjectId>>();

/** A transaction may be run twice; the bytes are written once all the same. */
function writeOnce(received: ReceivedFile): Promise<Types.ObjectId> {
  const id = written.get(received) ?? writeBytes(createReadStream(received.path));
  written.set(received, id);
  id.catch(() => written.delete(received));
  return id;
}

/**
 * Keeps a received file. If the transaction is given up, its bytes are swept away a day later. Throws QuotaFull when the
 * owner's files would take more than a person may have. Several files of one transaction are kept one after another.
 */
export async function keepFile(
  received: ReceivedFile,
  { owner, purpose }: Belonging,
  session?: ClientSession,
): Promise<StoredFile> {
  await takeRoom(owner, received.bytes, session);
  const id = await writeOnce(received);
  const { name, type, bytes, sha256, receivedSha256, scan } = received;
  return record(id, { name, type, bytes, sha256, receivedSha256, scan, purpose, owner }, session);
}

/** Keeps a document of our own making, such as a certificate. */
export async function keepBytes(
  content: Buffer,
  { name, kind, owner, purpose }: Belonging & { name: string; kind: FileKind },
  session?: ClientSession,
): Promise<StoredFile> {
  const id = await writeBytes(content);
  const sha256 = sha256Of(content);
  const known = { name: safeName(name, kind), type: mediaTypes[kind], bytes: content.length, sha256 };
  return record(id, { ...known, receivedSha256: sha256, scan: 'made-here', purpose, owner }, session);
}

type Description = Omit<StoredFileDocument, 'owner' | 'createdAt' | 'unusedSince'> & Belonging;

async function record(id: Types.ObjectId, description: Description, session?: ClientSession): Promise<StoredFile> {
  const owner = new Types.ObjectId(description.owner);
  return describe(await createOne(StoredFileRecord, { _id: id, ...description, owner }, session));
}

/** What is known of a file; NotFound when there is none. Whether the person may have it is the caller's question. */
export async function findStoredFile(id: string): Promise<StoredFile> {
  const document = isObjectIdOrHexString(id) ? await StoredFileRecord.findById(id).lean() : null;
  if (!document) throw new NotFound();
  return describe(document);
}

/** The whole content; throws when it is no longer what was kept. */
export async function readStoredFile(id: string): Promise<Buffer> {
  const { sha256 } = await findStoredFile(id);
  return buffer(readParts(id, sha256));
}

function describe({ _id: id, ...document }: StoredFileDocument & { _id: Types.ObjectId }): StoredFile {
  const { name, type, bytes, sha256, receivedSha256, purpose, scan, createdAt } = document;
  const owner = document.owner.toString();
  return { id: id.toString(), name, type, bytes, sha256, receivedSha256, owner, purpose, scan, createdAt };
}

const sha256Of = (content: Buffer) => createHash('sha256').update(content).digest('hex');
