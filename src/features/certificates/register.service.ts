/** The register of the certificates that certification bodies have issued. */
import mongoose from 'mongoose';
import { findPage, type Paged } from '../../platform/paging.ts';
import { comparable } from '../../platform/text.rules.ts';
import { type Actor, scopesOf } from '../accounts/index.ts';
import { CertificateModel } from './certificate.model.ts';
import {
  type Certificate,
  type CertificateFilter,
  findCertificate,
  ofBodies,
  plainCertificate,
  replacementAsked,
} from './certificate.service.ts';
import { beginningOfNumber } from './number.rules.ts';

/** Above every character that a name or a number goes on with. */
const last = '\uffff';

/** The bodies whose register somebody reads. */
export const bodiesOf = (actor: Actor): string[] => [
  ...scopesOf(actor, 'certification-manager'),
  ...scopesOf(actor, 'panel-member'),
];

/** A certificate of one of these bodies. */
export const findServed = (actor: Actor, id: string): Promise<Certificate | undefined> =>
  findCertificate({ _id: id, ...ofBodies(bodiesOf(actor)) });

/** `waiting`: only those about which a second person has to decide. */
export type RegisterSearch = Readonly<{ text: string; waiting?: 'revocation' | 'replacement'; page: number }>;

/** A page of 25: those whose number or name begins with the text, in its order; without a text the newest first. */
export function listRegister(
  bodies: readonly string[],
  { text, waiting, page }: RegisterSearch,
): Promise<Paged<Certificate>> {
  const { beginning, order } = wantedBy(text);
  const filter = { ...ofBodies(bodies), ...beginning, ...(waiting ? asked[waiting]() : {}) };
  return findPage(CertificateModel, filter, { page, sort: order }, plainCertificate);
}

type Wanted = { beginning: CertificateFilter; order: Record<string, 1 | -1> };

/** Each order is that of an index, whatever is searched for. */
function wantedBy(text: string): Wanted {
  const typed = comparable(text);
  if (typed === '') return { beginning: {}, order: { issuedAt: -1, _id: -1 } };
  const number = beginningOfNumber(text);
  if (number !== undefined) return { beginning: { number: startsAt(number) }, order: { number: 1 } };
  return { beginning: { searchName: startsAt(typed) }, order: { searchName: 1, _id: 1 } };
}

const startsAt = (beginning: string) => mongoose.trusted({ $gte: beginning, $lt: `${beginning}${last}` });
const asked: Readonly<Record<NonNullable<RegisterSearch['waiting']>, () => CertificateFilter>> = {
  revocation: () => ({ 'request.at': mongoose.trusted({ $exists: true }) }),
  replacement: replacementAsked,
};
