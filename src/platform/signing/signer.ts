/** Who signs documents. A certified provider, a security module or a remote service can stand in for the local key. */
import { createPrivateKey, sign, X509Certificate } from 'node:crypto';
import { buildSignature, readCertificate } from './cades.ts';

export type CertificateSummary = {
  commonName: string;
  /** SHA-256 of the certificate, in lower-case hexadecimal. */
  fingerprint: string;
  validFrom: Date;
  validUntil: Date;
};

export interface Signer {
  readonly certificate: CertificateSummary;
  /** Whether a certification provider recognised in Indonesia (PSrE) vouches for the key. Pages tell this as it is. */
  readonly isCertified: boolean;
  /** A detached CMS signature over the bytes (CAdES, DER). */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/**
 * Signs with an EC P-256 key of our own, so never as a certified signature.
 * @throws when the key is not the one that the certificate names.
 */
export function localSigner({ keyPem, certificatePem }: { keyPem: string; certificatePem: string }): Signer {
  const key = createPrivateKey(keyPem);
  const certificate = new X509Certificate(certificatePem);
  if (!certificate.checkPrivateKey(key)) throw new Error('the signing key does not belong to the certificate');

  const owner = readCertificate(certificate.raw);
  return {
    certificate: summarise(certificate),
    isCertified: false,
    async sign(bytes) {
      return buildSignature(bytes, owner, (attributes) => sign('sha256', attributes, key));
    },
  };
}

export function summarise(certificate: X509Certificate): CertificateSummary {
  return {
    commonName: String(certificate.toLegacyObject().subject.CN),
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    validFrom: new Date(certificate.validFrom),
    validUntil: new Date(certificate.validTo),
  };
}
