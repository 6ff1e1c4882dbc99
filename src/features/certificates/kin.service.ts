/** The certificates before and after one that were issued for the same decision. */
import { type Certificate, findCertificate } from './certificate.service.ts';

export type Kin = Readonly<{ successor?: Certificate; predecessor?: Certificate }>;

export async function kinOf({ supersededBy, supersedes }: Certificate): Promise<Kin> {
  const [successor, predecessor] = await Promise.all([numbered(supersededBy), numbered(supersedes)]);
  return { ...(successor ? { successor } : {}), ...(predecessor ? { predecessor } : {}) };
}

const numbered = (number: string | undefined): Promise<Certificate | undefined> | undefined =>
  number === undefined ? undefined : findCertificate({ number });
