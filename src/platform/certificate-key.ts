/** The key pair that signs certificates, kept beside the other keys. How it is made and used is up to the signer. */
import path from 'node:path';
import { z } from 'zod';
import { createOnce, readPrivate } from './key-file.ts';
import type { Keys } from './keys.ts';

const storedSigner = z.object({
  kid: z.string().min(1),
  privateKey: z.string().startsWith('-----BEGIN'),
  certificate: z.string().startsWith('-----BEGIN'),
  createdAt: z.iso.datetime(),
});

/** Private key and certificate in PEM. */
export type CertificateSigner = Readonly<z.infer<typeof storedSigner>>;

const signerFile = (directory: string) => path.join(directory, 'certificate-signer.json');

/** The signer of this installation; `make` is called when there is none yet. Every process gets the same one. */
export async function openCertificateSigner(
  keys: Pick<Keys, 'directory'>,
  make: () => Promise<CertificateSigner>,
): Promise<CertificateSigner> {
  return (await readCertificateSigner(keys)) ?? saveCertificateSigner(keys, await make());
}

/** Keeps the signer unless there is one already, and returns the one that counts: the first. */
export async function saveCertificateSigner(
  keys: Pick<Keys, 'directory'>,
  signer: CertificateSigner,
): Promise<CertificateSigner> {
  const isFirst = await createOnce(signerFile(keys.directory), `${JSON.stringify(signer, null, 2)}\n`);
  return isFirst ? signer : ((await readCertificateSigner(keys)) ?? signer);
}

async function readCertificateSigner({ directory }: Pick<Keys, 'directory'>): Promise<CertificateSigner | undefined> {
  const text = await readPrivate(signerFile(directory));
  if (text === undefined) return undefined;
  const parsed = storedSigner.safeParse(parseJson(text));
  if (!parsed.success) throw new Error(`${signerFile(directory)} is damaged. Put back the copy that was made of it.`);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
