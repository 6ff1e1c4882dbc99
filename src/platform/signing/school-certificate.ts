/** The certificate that a school makes for itself: it proves that documents come from one key, not who holds it. */
import { randomBytes, webcrypto } from 'node:crypto';
import * as asn1 from 'asn1js';
import * as pki from 'pkijs';
import { objectId } from './object-id.ts';
import { sha256 } from './cades.ts';

export type KeyPair = { keyPem: string; certificatePem: string };

/** Clocks differ: a document signed in the first second, or read on a slow clock, must not come before its key. */
const backdatedMs = 60 * 60 * 1000;

/** A new P-256 key with a self-signed X.509 certificate in the school's name, valid from an hour ago for whole years. */
export async function createSchoolCertificate(name: string, now: Date, years: number): Promise<KeyPair> {
  const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const certificate = new pki.Certificate({ version: 2, serialNumber: randomSerial() });
  const commonName = new asn1.Utf8String({ value: name });
  for (const party of [certificate.issuer, certificate.subject]) {
    party.typesAndValues.push(new pki.AttributeTypeAndValue({ type: objectId.commonName, value: commonName }));
  }
  const start = new Date(now.getTime() - backdatedMs);
  certificate.notBefore = timeOf(start);
  certificate.notAfter = timeOf(yearsAfter(start, years));
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  certificate.extensions = extensionsFor(certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView);
  await certificate.sign(keys.privateKey, 'SHA-256');

  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { keyPem: pem('PRIVATE KEY', key), certificatePem: pem('CERTIFICATE', certificate.toSchema(true).toBER()) };
}

/** Good for signing documents, and for nothing else: it cannot vouch for another certificate. */
function extensionsFor(publicKey: Uint8Array): pki.Extension[] {
  const extension = (extnID: string, critical: boolean, value: asn1.BaseBlock) =>
    new pki.Extension({ extnID, critical, extnValue: value.toBER() });
  // The first two bits of KeyUsage: digitalSignature, nonRepudiation.
  const keyUsage = new asn1.BitString({ valueHex: Uint8Array.of(0b1100_0000).buffer, unusedBits: 6 });
  const keyId = new asn1.OctetString({ valueHex: new Uint8Array(sha256(publicKey).subarray(0, 20)).buffer });
  return [
    extension(objectId.basicConstraints, true, new pki.BasicConstraints().toSchema()),
    extension(objectId.keyUsage, true, keyUsage),
    extension(objectId.subjectKeyIdentifier, false, keyId),
  ];
}

/** 126 random bits, positive, and never with a leading zero byte. */
function randomSerial(): asn1.Integer {
  const bytes = new Uint8Array(randomBytes(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return new asn1.Integer({ valueHex: bytes.buffer });
}

/** X.509 writes years with two digits until 2049 and no fractions of a second (RFC 5280, section 4.1.2.5). */
const timeOf = (value: Date) =>
  new pki.Time({
    type: value.getUTCFullYear() < 2050 ? pki.TimeType.UTCTime : pki.TimeType.GeneralizedTime,
    value: new Date(Math.floor(value.getTime() / 1000) * 1000),
  });

function yearsAfter(start: Date, years: number): Date {
  const end = new Date(start);
  end.setUTCFullYear(start.getUTCFullYear() + years);
  return end;
}

function pem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
