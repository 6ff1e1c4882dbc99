/** The register of the certificates that certification bodies have issued. */
import mongoose from 'mongoose';
import { comparable } from '../../platform/text.rules.ts';
import { CertificateModel } from './certificate.model.ts';
import { type Certificate, type CertificateFilter, ofBodies, plainCertificate } from './certificate.service.ts';
import { beginningOfNumber } from './number.rules.ts';

const pageSize = 25;
/** Above every character that a name or a number goes on with. */
const last = '\uffff';

export type RegisterSearch = Readonly<{ text: string; isRequested: boolean; page: number }>;

/** A page of 25: those whose number or name begins with the text, in its order; without a text the newest first. */
export async function listRegister(
  bodies: readonly string[],
  { text, isRequested, page }: RegisterSearch,
): Promise<{ certificates: Certificate[]; total: number; pages: number }> {
  const { beginning, order } = wantedBy(text);
  const filter = { ...ofBodies(bodies), ...beginning, ...(isRequested ? requested() : {}) };
  const [found, total] = await Promise.all([
    CertificateModel.find(filter)
      .sort(order)
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean(),
    CertificateModel.countDocuments(filter),
  ]);
  return { certificates: found.map(plainCertificate), total, pages: Math.max(1, Math.ceil(total / pageSize)) };
}

type Wanted = { beginning: CertificateFilter; order: Record<string, 1 | -1> };

/** Each order is that of an index, whatever is searched for. */
function wantedBy(text: string): Wanted {
  const typed = comparable(text);
  if (typed === '') return { beginning: {}, order: { issuedAt: -1 } };
  const number = beginningOfNumber(text);
  if (number !== undefined) return { beginning: { number: startsAt(number) }, order: { number: 1 } };
  return { beginning: { searchName: startsAt(typed) }, order: { searchName: 1 } };
}

const startsAt = (beginning: string) => mongoose.trusted({ $gte: beginning, $lt: `${beginning}${last}` });
const requested = (): CertificateFilter => ({ 'request.at': mongoose.trusted({ $exists: true }) });
