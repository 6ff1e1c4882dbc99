/**
 * The standard encryption of PDFs (ISO 32000-2, 7.6), as far as it opens without a password: with one that only its owner
 * needs, to print or to change it. What then can be read is looked at; a file that asks for a password is `locked`.
 */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { must } from '../../must.ts';
import { type PdfDictionary, PdfName, PdfReference, type PdfValue, readValue } from './values.ts';
import { rc4 } from './rc4.ts';

export type Decryption = (bytes: Buffer, id: readonly [number: number, generation: number]) => Buffer;

export function findDecryption(text: string, pdf: Buffer): Decryption | 'locked' | undefined {
  const asked = /\/Encrypt[\0\t\n\f\r ]*(?=<<|\d+[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+R)/.exec(text);
  if (!asked) return undefined;
  const dictionary = resolve(readValue(text, asked.index + asked[0].length), pdf);
  return (dictionary && open(dictionary, firstId(text, pdf))) ?? 'locked';
}

/** Strings are read from the file itself, whose bytes `#41` are none of a name. */
function resolve(value: PdfValue | undefined, pdf: Buffer): PdfDictionary | undefined {
  const raw = pdf.toString('latin1');
  const pattern =
    value instanceof PdfReference
      ? new RegExp(`(?:^|[^\\d])${value.number}[\\0\\t\\n\\f\\r ]+\\d+[\\0\\t\\n\\f\\r ]+obj`, 'g')
      : /\/Encrypt(?=[\0\t\n\f\r ]*<<)/g;
  const head = [...raw.matchAll(pattern)].at(-1);
  const read = head && readValue(raw, head.index + head[0].length);
  return read instanceof Map ? read : undefined;
}

function firstId(text: string, pdf: Buffer): Buffer {
  const raw = pdf.toString('latin1');
  const at = [...raw.matchAll(/\/ID[\0\t\n\f\r ]*(?=\[)/g)].at(-1);
  const ids = at ? readValue(raw, at.index + at[0].length) : undefined;
  const [id] = Array.isArray(ids) ? (ids as PdfValue[]) : [];
  return Buffer.isBuffer(id) ? id : Buffer.alloc(0);
}

/** Undefined when it does not open without a password, or in a way that we do not know. */
function open(dictionary: PdfDictionary, id: Buffer): Decryption | undefined {
  const number = (key: string) => Number(dictionary.get(key) ?? 0);
  const isStandard = (dictionary.get('Filter') as PdfName | undefined)?.name === 'Standard';
  const [version, revision] = [number('V'), number('R')];
  if (!isStandard || ![1, 2, 4, 5].includes(version)) return undefined;
  const method = version >= 4 ? methodOf(dictionary) : 'V2';
  const length = method === 'AESV2' ? 16 : keyLength(dictionary, version, revision);
  const key = version === 5 ? newKey(dictionary, revision) : oldKey(dictionary, id, { revision, length });
  if (!key) return undefined;
  if (method === 'Identity' || method === 'None') return (bytes) => bytes;
  if (version === 5) return (bytes) => decryptAes(bytes, key);
  return (bytes, [object, generation]) => {
    const own = objectKey(key, object, generation, method === 'AESV2');
    return method === 'AESV2' ? decryptAes(bytes, own) : rc4(own, bytes);
  };
}

/** In bytes; NaN when it is said in a way that we do not follow. */
function keyLength(dictionary: PdfDictionary, version: number, revision: number): number {
  if (revision === 2) return 5;
  const bits = Number(dictionary.get('Length') ?? (version === 4 ? 128 : 40));
  return Math.min(16, Math.max(5, Math.floor(bits / 8)));
}

function methodOf(dictionary: PdfDictionary): string {
  const name = (dictionary.get('StmF') as PdfName | undefined)?.name ?? 'Identity';
  const filters = dictionary.get('CF');
  const filter = filters instanceof Map ? (filters as PdfDictionary).get(name) : undefined;
  return filter instanceof Map ? ((filter.get('CFM') as PdfName | undefined)?.name ?? 'None') : 'Identity';
}

const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
const md5 = (...parts: Buffer[]) => createHash('md5').update(Buffer.concat(parts)).digest();
const bytesIn = (value: PdfValue | undefined): Buffer => (Buffer.isBuffer(value) ? value : Buffer.alloc(0));

/** Algorithms 2 and 6 of the standard: the key of the empty password, when it is the right one. */
function oldKey(
  dictionary: PdfDictionary,
  id: Buffer,
  { revision, length }: { revision: number; length: number },
): Buffer | undefined {
  if (Number.isNaN(length)) return undefined;
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(Number(dictionary.get('P') ?? 0) | 0);
  const isOpenMetadata = revision >= 4 && dictionary.get('EncryptMetadata') === 'false';
  const seeds = [padding, bytesIn(dictionary.get('O')).subarray(0, 32), permissions, id];
  let key = md5(...seeds, ...(isOpenMetadata ? [Buffer.alloc(4, 0xff)] : []));
  if (revision >= 3) for (let round = 0; round < 50; round += 1) key = md5(key.subarray(0, length));
  key = key.subarray(0, length);
  const shown = bytesIn(dictionary.get('U'));
  const expected = revision === 2 ? rc4(key, padding) : provenBy(key, id);
  return shown.subarray(0, expected.length).equals(expected) ? key : undefined;
}

function provenBy(key: Buffer, id: Buffer): Buffer {
  let proof = rc4(key, md5(padding, id));
  for (let round = 1; round < 20; round += 1) proof = rc4(key.map((byte) => byte ^ round) as Buffer, proof);
  return proof;
}

function objectKey(key: Buffer, object: number, generation: number, isAes: boolean): Buffer {
  const objectId = Buffer.from([object, object >> 8, object >> 16, generation, generation >> 8]);
  const salt = isAes ? [Buffer.from('sAlT')] : [];
  return md5(key, objectId, ...salt).subarray(0, Math.min(16, key.length + 5));
}

/** Algorithms 2.A and 11: the empty password, proven and then exchanged for the key of the file. */
function newKey(dictionary: PdfDictionary, revision: number): Buffer | undefined {
  const shown = bytesIn(dictionary.get('U'));
  const hash = revision >= 6 ? hardened : (salt: Buffer) => createHash('sha256').update(salt).digest();
  if (shown.length < 48 || !hash(shown.subarray(32, 40)).equals(shown.subarray(0, 32))) return undefined;
  const wrapped = bytesIn(dictionary.get('UE')).subarray(0, 32);
  if (wrapped.length < 32) return undefined;
  const cipher = createDecipheriv('aes-256-cbc', hash(shown.subarray(40, 48)), Buffer.alloc(16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(wrapped), cipher.final()]);
}

/** Algorithm 2.B for the empty password. */
function hardened(salt: Buffer): Buffer {
  let key = createHash('sha256').update(salt).digest();
  for (let round = 0, last = 0; round < 64 || last > round - 32; round += 1) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false);
    const mixed = cipher.update(Buffer.concat(Array.from({ length: 64 }, () => key)));
    const kind = ['sha256', 'sha384', 'sha512'][mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3];
    key = createHash(must(kind, 'the hash of the round')).update(mixed).digest();
    last = mixed.readUInt8(mixed.length - 1);
  }
  return key.subarray(0, 32);
}

/** The first block is the beginning vector; what does not fill a block or is padded wrongly is left as it comes. */
function decryptAes(bytes: Buffer, key: Buffer): Buffer {
  const whole = bytes.length - (bytes.length % 16);
  if (whole < 32) return Buffer.alloc(0);
  const cipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, bytes.subarray(0, 16)).setAutoPadding(false);
  return cipher.update(bytes.subarray(16, whole));
}
