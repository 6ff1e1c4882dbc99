/** The CMS structure inside a signed PDF: CAdES as PAdES baseline B-B asks for it (ETSI EN 319 142-1, section 6). */
import { createHash } from 'node:crypto';
import * as asn1 from 'asn1js';
import * as pki from 'pkijs';
import { objectId } from './object-id.ts';

export const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** Signs the DER of the attributes with ECDSA and SHA-256. */
export type SignAttributes = (attributes: Uint8Array) => Uint8Array;

/** A certificate read once, to sign with many times. */
export type SigningCertificate = { der: Uint8Array; certificate: pki.Certificate };

export const readCertificate = (der: Uint8Array): SigningCertificate => ({
  der,
  certificate: pki.Certificate.fromBER(der),
});

/** A detached signature over `content` that names its certificate in an attribute which is itself signed. */
export function buildSignature(content: Uint8Array, owner: SigningCertificate, signWith: SignAttributes): Uint8Array {
  const { certificate, der } = owner;
  const signedAttrs = new pki.SignedAndUnsignedAttributes({ type: 0, attributes: attributesOf(content, der) });
  const signerInfo = new pki.SignerInfo({
    version: 1,
    sid: new pki.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    digestAlgorithm: algorithm(objectId.sha256),
    signedAttrs,
    signatureAlgorithm: algorithm(objectId.ecdsaWithSha256),
    signature: new asn1.OctetString({ valueHex: copy(signWith(encodeSet(signedAttrs))) }),
  });
  const signedData = new pki.SignedData({
    version: 1,
    digestAlgorithms: [algorithm(objectId.sha256)],
    encapContentInfo: new pki.EncapsulatedContentInfo({ eContentType: objectId.data }),
    certificates: [certificate],
    signerInfos: [signerInfo],
  });
  const wrapped = new pki.ContentInfo({ contentType: objectId.signedData, content: signedData.toSchema(true) });
  return new Uint8Array(wrapped.toSchema().toBER());
}

/** In the order of their DER, as a SET has it. No signing time: PAdES keeps that in the PDF's dictionary. */
function attributesOf(content: Uint8Array, certificateDer: Uint8Array): pki.Attribute[] {
  return [
    new pki.Attribute({ type: objectId.contentType, values: [new asn1.ObjectIdentifier({ value: objectId.data })] }),
    new pki.Attribute({ type: objectId.messageDigest, values: [octets(sha256(content))] }),
    new pki.Attribute({ type: objectId.signingCertificateV2, values: [signingCertificate(certificateDer)] }),
  ];
}

/** SigningCertificateV2 (RFC 5035) with its default hash, SHA-256: the certificate cannot be swapped for another. */
function signingCertificate(certificateDer: Uint8Array): asn1.Sequence {
  const certificateId = new asn1.Sequence({ value: [octets(sha256(certificateDer))] });
  return new asn1.Sequence({ value: [new asn1.Sequence({ value: [certificateId] })] });
}

/** The attributes are stored with an implicit tag, but signed as the SET that they are (RFC 5652, section 5.4). */
export function encodeSet(attributes: pki.SignedAndUnsignedAttributes): Uint8Array {
  const der = new Uint8Array(attributes.toSchema().toBER());
  der[0] = 0x31;
  return der;
}

const algorithm = (algorithmId: string) => new pki.AlgorithmIdentifier({ algorithmId });
const octets = (bytes: Uint8Array) => new asn1.OctetString({ valueHex: copy(bytes) });
const copy = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
