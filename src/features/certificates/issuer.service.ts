/** Who issues here: the school, the address that QR codes lead to, and the key that signs. */
import { randomBytes } from 'node:crypto';
import { openCertificateSigner } from '../../platform/certificate-key.ts';
import { now } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import { currentKeys } from '../../platform/keys.ts';
import { type AddressProblem, findAddressProblem } from '../../platform/public-address.ts';
import { createSchoolCertificate } from '../../platform/signing/school-certificate.ts';
import { localSigner, type Signer } from '../../platform/signing/signer.ts';
import { certificatePaths } from './certificates.paths.ts';

/** Longer than any certificate is valid, so that an old one can still be checked against the key. */
const keyYears = 25;

export type Issuer = Readonly<{
  schoolName: string;
  verifyUrlOf: (code: string) => string;
  /** The whole address of one of our pages, for letters. */
  urlOf: (path: string) => string;
  /** What keeps that address from being printed; undefined when nothing does. */
  addressProblem: AddressProblem | undefined;
  /** Certificates of a demo say that they are none. */
  isDemo: boolean;
}>;

type IssuerConfig = Pick<Config, 'school' | 'baseUrl' | 'allowsPlainHttp' | 'purpose'>;

let installed: Issuer | undefined;

export function installIssuer(config: IssuerConfig): void {
  const { school, baseUrl, purpose } = config;
  installed = {
    schoolName: `${school.name} ${school.city}`,
    verifyUrlOf: (code) => new URL(certificatePaths.verdict(code), baseUrl).href,
    urlOf: (path) => new URL(path, baseUrl).href,
    addressProblem: purpose === 'work' ? findAddressProblem(config) : undefined,
    isDemo: purpose === 'demo',
  };
}

export function currentIssuer(): Issuer {
  if (!installed) throw new Error('Certificates are used before the issuer is installed.');
  return installed;
}

type SchoolKey = { signer: Signer; certificatePem: string };

let opened: { directory: string; key: Promise<SchoolKey> } | undefined;

/** The school's key, made when it is first needed. */
export function openSchoolKey(): Promise<SchoolKey> {
  const keys = currentKeys();
  if (opened?.directory !== keys.directory) {
    const key = readOrMake(keys);
    key.catch(() => (opened = undefined));
    opened = { directory: keys.directory, key };
  }
  return opened.key;
}

async function readOrMake(keys: { directory: string }): Promise<SchoolKey> {
  const { privateKey, certificate } = await openCertificateSigner(keys, async () => {
    const made = await createSchoolCertificate(currentIssuer().schoolName, now(), keyYears);
    return {
      kid: randomBytes(6).toString('hex'),
      privateKey: made.keyPem,
      certificate: made.certificatePem,
      createdAt: now().toISOString(),
    };
  });
  return { signer: localSigner({ keyPem: privateKey, certificatePem: certificate }), certificatePem: certificate };
}
