/** What the bytes of a request ask, and which bytes are its reply. */
import { decodeDocument } from '../bson/decode.ts';
import { FieldReader } from '../bson/field-reader.ts';
import { encodeDocument, type EncodableDocument } from '../bson/encode.ts';
import type { Document } from '../bson/value.ts';
import { MongoError } from '../ground/errors.ts';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER_BYTES = 16;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const KNOWN_REQUIRED_FLAGS = CHECKSUM_PRESENT | MORE_TO_COME;

/** A request of the wire protocol, whichever way it came. */
export interface Request {
  id: number;
  command: Document;
  /** True for the handshake of old drivers (OP_QUERY), which is answered in the old form. */
  isLegacy: boolean;
  /** False when the client asked for no reply. */
  wantsReply: boolean;
}

/**
 * Reads one whole message.
 * @throws MongoError for messages that do not add up
 */
export function readRequest(message: Buffer): Request {
  const id = message.readInt32LE(4);
  switch (message.readInt32LE(12)) {
    case OP_MSG:
      return readMessage(message, id);
    case OP_QUERY:
      return { id, command: readLegacyQuery(message), isLegacy: true, wantsReply: true };
    default:
      throw new MongoError(9, `unsupported opcode ${message.readInt32LE(12)}`);
  }
}

function readMessage(message: Buffer, id: number): Request {
  const flags = message.readUInt32LE(HEADER_BYTES);
  if ((flags & 0xffff & ~KNOWN_REQUIRED_FLAGS) !== 0) throw new MongoError(9, 'unknown flags in OP_MSG');
  let command: Document | undefined;
  const sequences: Document = new Map();
  for (const [kind, section] of sectionsOf(message)) {
    if (kind === 0) command = decodeDocument(section);
    else if (kind === 1) readSequence(section, sequences);
    else throw new MongoError(9, `unknown section ${kind} in OP_MSG`);
  }
  if (!command) throw new MongoError(9, 'OP_MSG without a body');
  for (const [name, documents] of sequences) command.set(name, documents);
  return { id, command, isLegacy: false, wantsReply: (flags & MORE_TO_COME) === 0 };
}

function* sectionsOf(message: Buffer): Iterable<[kind: number, section: Buffer]> {
  const end = message.length - (message.readUInt32LE(HEADER_BYTES) & CHECKSUM_PRESENT ? 4 : 0);
  for (let at = HEADER_BYTES + 4; at < end;) {
    const kind = message.readUInt8(at++);
    const length = message.readInt32LE(at);
    if (length < 5 || at + length > end) throw new MongoError(9, 'section of OP_MSG runs past its end');
    yield [kind, message.subarray(at, at + length)];
    at += length;
  }
}

/** Which transaction a message belongs to that cannot be read as a whole; nothing when not even that can be. */
export function readTransaction(message: Buffer): Document {
  try {
    for (const [kind, section] of sectionsOf(message))
      if (kind === 0) return new FieldReader(['lsid', 'txnNumber', 'autocommit']).read(section);
  } catch {
    // It is answered with what was wrong at first.
  }
  return new Map();
}

/** A document sequence is an argument that travels outside of the body, such as `documents` of insert. */
function readSequence(section: Buffer, sequences: Document): void {
  const nameEnd = section.indexOf(0, 4);
  const documents: Document[] = [];
  for (let at = nameEnd + 1; at < section.length; at += section.readInt32LE(at))
    documents.push(decodeDocument(section, at));
  sequences.set(section.toString('utf8', 4, nameEnd), documents);
}

function readLegacyQuery(message: Buffer): Document {
  const nameEnd = message.indexOf(0, HEADER_BYTES + 4);
  const namespace = message.toString('utf8', HEADER_BYTES + 4, nameEnd);
  const command = decodeDocument(message, nameEnd + 9);
  command.set('$db', namespace.split('.', 1)[0] as string);
  return command;
}

let lastReplyId = 0;

export function writeReply(request: Pick<Request, 'id' | 'isLegacy'>, reply: EncodableDocument): Buffer {
  const message = encodeDocument(reply, HEADER_BYTES + (request.isLegacy ? LEGACY_PREFIX_BYTES : FLAG_BYTES));
  lastReplyId = (lastReplyId + 1) & 0x7fffffff;
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(lastReplyId, 4);
  message.writeInt32LE(request.id, 8);
  message.writeInt32LE(request.isLegacy ? OP_REPLY : OP_MSG, 12);
  if (request.isLegacy) {
    message.writeInt32LE(AWAIT_CAPABLE, HEADER_BYTES);
    message.writeInt32LE(1, LEGACY_COUNT_AT);
  }
  return message;
}

/** Flags and the kind of the only section of OP_MSG. */
const FLAG_BYTES = 5;
/** Flags, cursor, position and the number of documents of OP_REPLY. */
const LEGACY_PREFIX_BYTES = 20;
const LEGACY_COUNT_AT = HEADER_BYTES + 16;
const AWAIT_CAPABLE = 8;
