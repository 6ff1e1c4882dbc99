/** The register of the certificates that certification bodies have issued. */
import mongoose from 'mongoose';
import { CertificateModel } from './certificate.model.ts';
import { type Certificate, type CertificateFilter, ofBodies, plainCertificate } from './certificate.service.ts';
import { searchable } from './snapshot.rules.ts';

const pageSize = 25;
/** Above every character that a name or a number goes on with. */
const last = '\uffff';

export type RegisterSearch = Readonly<{ text: string; isRequested: boolean; page: number }>;

/** A page of 25: those whose number or name begins with the text, else the newest first. */
export async function listRegister(
  bodies: readonly string[],
  { text, isRequested, page }: RegisterSearch,
): Promise<{ certificates: Certificate[]; total: number; pages: number }> {
  const filter = { ...ofBodies(bodies), ...beginningWith(text), ...(isRequested ? requested() : {}) };
  const [found, total] = await Promise.all([
    CertificateModel.find(filter)
      .sort({ issuedAt: -1 })
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean(),
    CertificateModel.countDocuments(filter),
  ]);
  return { certificates: found.map(plainCertificate), total, pages: Math.max(1, Math.ceil(total / pageSize)) };
}

function beginningWith(text: string): CertificateFilter {
  const typed = searchable(text);
  if (typed === '') return {};
  if (/^lyr\b/.test(typed)) return { number: startsAt(typed.toUpperCase()) };
  return { searchName: startsAt(typed) };
}

const startsAt = (beginning: string) => mongoose.trusted({ $gte: beginning, $lt: `${beginning}${last}` });
const requested = (): CertificateFilter => ({ 'request.at': mongoose.trusted({ $exists: true }) });
