/** Encrypted fields, keyed look-up values, tokens and codes. What holds a secret here comes from the installed keys. */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { currentKeys } from './keys.ts';

/** Where an encrypted value stands. It is bound to this address: moved to another person's record it no longer opens. */
export type FieldAddress = Readonly<{ collection: string; id: string; field: string }>;

const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under the current field key, as `v1.<kid>.<nonce, ciphertext and tag>`. */
export function encryptField(plain: string, address: FieldAddress): string {
  const { field } = currentKeys();
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', field.secret, nonce).setAAD(boundTo(address, field.kid));
  const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `v1.${field.kid}.${sealed.toString('base64url')}`;
}

/** Throws when the value was altered, belongs to another address, or was encrypted under a key that is not at hand. */
export function decryptField(stored: string, address: FieldAddress): string {
  const [version, kid = '', body = ''] = stored.split('.');
  const key = currentKeys().fieldKeys.get(kid);
  if (version !== 'v1' || key === undefined) throw new Error(`no key at hand for the field ${address.field}`);
  const sealed = Buffer.from(body, 'base64url');
  const end = sealed.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key.secret, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(boundTo(address, kid)).setAuthTag(sealed.subarray(end));
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, end)), decipher.final()]).toString('utf8');
}

const boundTo = ({ collection, id, field }: FieldAddress, kid: string) =>
  Buffer.from([collection, id, field, kid].join('|'));

/**
 * A value to look up an encrypted one by, and to keep it unique. Keyed, because a plain hash of a number with few
 * possibilities, such as a NIK, is undone by trying them all. Normalise the value first.
 */
export const blindIndex = (purpose: string, value: string): string =>
  createHmac('sha256', currentKeys().blind.secret).update(`${purpose}\0${value}`).digest('base64url');

/** What the database keeps of a token, which is random enough to need no key. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

export const randomToken = (bits = 256): string => randomBytes(Math.ceil(bits / 8)).toString('base64url');

/** Crockford's base 32: no I, L, O or U, so nothing is read as another character. Five random bits each. */
const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const randomCode = (length: number): string =>
  Array.from(randomBytes(length), (byte) => codeAlphabet[byte & 31]).join('');

/** Compares without telling by the time it takes where the two differ. */
export const safeEqual = (left: string, right: string): boolean =>
  timingSafeEqual(createHash('sha256').update(left).digest(), createHash('sha256').update(right).digest());
