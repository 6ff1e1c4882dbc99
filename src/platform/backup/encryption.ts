/**
 * Encrypting the files of a backup: AES-256-GCM in parts of 64 KB, so that a file of any size passes through little memory and
 * no part is used before its tag was found right. The parts of a file cannot be changed, moved, left out or added to, and
 * a file cannot stand in for another one: each has a key of its own, derived (HKDF, RFC 5869) from the backup's with its
 * salt and its name, and the nonce of a part is its number and whether it is the last.
 *
 * A file is: eight bytes `LAYARBK1`, 32 bytes of salt, then the parts, each with its tag of 16 bytes behind it.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { safeEqual } from '../crypto.ts';

/** What a backup is closed with: words that a person remembers, or 32 random bytes. */
export type BackupSecret = Readonly<{ passphrase: string } | { key: Buffer }>;

const base64 = (bytes: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes, `expected ${bytes} bytes`);

/** What the manifest says of it: all that is needed besides the secret. */
export const encryptionEntry = z.object({
  cipher: z.literal('aes-256-gcm'),
  /** scrypt (RFC 7914) makes the key from a passphrase, slowly and with much memory, so that guessing is dear. */
  passphrase: z
    .object({
      salt: base64(16),
      cost: z.literal([2 ** 15, 2 ** 16, 2 ** 17, 2 ** 18]),
      blockSize: z.literal(8),
      parallelization: z.literal(1),
    })
    .optional(),
  /** Tells a wrong secret from an altered file; says nothing about the right one. */
  check: base64(16),
});
export type Encryption = z.infer<typeof encryptionEntry>;

/** The key of one backup. */
export type Lock = Readonly<{ key: Buffer }>;

const scryptTerms = { cost: 2 ** 17, blockSize: 8, parallelization: 1 } as const;
type Terms = Readonly<{ cost: number; blockSize: number; parallelization: number }>;
const derive = promisify<string, Buffer, number, Terms & { maxmem: number }, Buffer>(scrypt);

const keyBytes = 32;
const saltBytes = 32;
const tagBytes = 16;
const partBytes = 64 * 1024;
const magic = Buffer.from('LAYARBK1');

/** A new lock and what the manifest has to say of it. */
export async function makeLock(secret: BackupSecret): Promise<{ lock: Lock; encryption: Encryption }> {
  const cipher = 'aes-256-gcm';
  if ('key' in secret) return { lock: secret, encryption: { cipher, check: checkOf(secret) } };
  const salt = randomBytes(16);
  const lock = await stretch(secret.passphrase, salt, scryptTerms);
  const passphrase = { salt: salt.toString('base64'), ...scryptTerms };
  return { lock, encryption: { cipher, passphrase, check: checkOf(lock) } };
}

/** Throws, with a sentence for the operator, without a secret, with the wrong kind of one and with a wrong one. */
export async function openLock({ passphrase, check }: Encryption, secret: BackupSecret | undefined): Promise<Lock> {
  const needed = passphrase ? 'BACKUP_PASSPHRASE' : 'BACKUP_KEY';
  const lock = secret && (await lockOf(secret, passphrase));
  if (lock === undefined) throw new Error(`The backup is encrypted. Set ${needed} to what it was taken with.`);
  if (!safeEqual(checkOf(lock), check)) throw new Error(`${needed} does not open this backup.`);
  return lock;
}

/** Undefined when the backup was taken with a secret of the other kind. */
async function lockOf(secret: BackupSecret, taken: Encryption['passphrase']): Promise<Lock | undefined> {
  if ('key' in secret) return taken ? undefined : secret;
  return taken && stretch(secret.passphrase, Buffer.from(taken.salt, 'base64'), taken);
}

/** A passphrase typed on another keyboard may be composed otherwise, so it is normalised first. */
async function stretch(passphrase: string, salt: Buffer, { cost, blockSize, parallelization }: Terms): Promise<Lock> {
  const options = { cost, blockSize, parallelization, maxmem: 2 * 128 * cost * blockSize };
  return { key: await derive(passphrase.normalize('NFC'), salt, keyBytes, options) };
}

const checkOf = ({ key }: Lock): string =>
  Buffer.from(hkdfSync('sha256', key, '', 'layar backup check', 16)).toString('base64');

const keyOf = ({ key }: Lock, salt: Buffer, name: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, `layar backup file ${name}`, keyBytes));

/** Each file has its own key, so a number is never used twice under one. */
function nonceOf(part: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(part, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** The bytes of a file of this name, encrypted. */
export async function* encrypting(
  bytes: AsyncIterable<Buffer>,
  lock: Lock,
  name: string,
): AsyncGenerator<Buffer, void, undefined> {
  const salt = randomBytes(saltBytes);
  const key = keyOf(lock, salt, name);
  yield Buffer.concat([magic, salt]);
  for await (const { part, index, isLast } of inParts(bytes, partBytes)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index, isLast));
    yield Buffer.concat([cipher.update(part), cipher.final(), cipher.getAuthTag()]);
  }
}

/** What `encrypting` was given. Throws at the first part that is not as it was written, or is not where it was. */
export async function* decrypting(
  bytes: AsyncIterable<Buffer>,
  lock: Lock,
  name: string,
): AsyncGenerator<Buffer, void, undefined> {
  const source = bytes[Symbol.asyncIterator]();
  const { head, rest } = await readHead(source, magic.length + saltBytes);
  if (!head.subarray(0, magic.length).equals(magic)) throw new Error(`${name} is not an encrypted file of a backup.`);
  const key = keyOf(lock, head.subarray(magic.length), name);
  for await (const { part, index, isLast } of inParts(following(rest, source), partBytes + tagBytes)) {
    yield decryptPart(part, key, nonceOf(index, isLast), name);
  }
}

function decryptPart(part: Buffer, key: Buffer, nonce: Buffer, name: string): Buffer {
  try {
    const end = part.length - tagBytes;
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
    decipher.setAuthTag(part.subarray(end));
    return Buffer.concat([decipher.update(part.subarray(0, end)), decipher.final()]);
  } catch (error) {
    throw new Error(`${name} was altered: it does not decrypt.`, { cause: error });
  }
}

type Part = Readonly<{ part: Buffer; index: number; isLast: boolean }>;

/** Parts of one size; the last one, which is known only when nothing follows, may be shorter and even empty. */
async function* inParts(bytes: AsyncIterable<Buffer>, size: number): AsyncGenerator<Part, void, undefined> {
  let held: Buffer = Buffer.alloc(0);
  let index = 0;
  for await (const chunk of bytes) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    for (; held.length > size; index++) {
      yield { part: held.subarray(0, size), index, isLast: false };
      held = held.subarray(size);
    }
  }
  yield { part: held, index, isLast: true };
}

async function readHead(source: AsyncIterator<Buffer>, size: number): Promise<{ head: Buffer; rest: Buffer }> {
  let held: Buffer = Buffer.alloc(0);
  while (held.length < size) {
    const next = await source.next();
    if (next.done) break;
    held = Buffer.concat([held, next.value]);
  }
  return { head: held.subarray(0, size), rest: held.subarray(size) };
}

async function* following(first: Buffer, source: AsyncIterator<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  yield first;
  for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
}
