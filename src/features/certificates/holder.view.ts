import { type Certificate, listCertificatesOf } from './certificate.service.ts';
import { checksOf } from './check-count.service.ts';
import { kinOf } from './kin.service.ts';

/** A certificate as its holder sees it: beside the others, and how often it was checked. */
export async function gatherOwn(certificate: Certificate) {
  const [all, checks, kin] = await Promise.all([
    listCertificatesOf(certificate.account),
    checksOf(certificate.id),
    kinOf(certificate),
  ]);
  return { certificate, kin, others: all.filter(({ id }) => id !== certificate.id), checks };
}
