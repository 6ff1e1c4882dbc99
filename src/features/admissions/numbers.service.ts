/** The NIK and the NIB of an application: encrypted for keeping, masked for showing, found again by a keyed hash. */
import { blindIndex, decryptField, encryptField } from '../../platform/crypto.ts';
import type { StringKey } from '../../platform/i18n.ts';
import { checkNik, maskNib, maskNik } from '../accounts/index.ts';
import type { ApplicationRecord } from './application.model.ts';

const nikAddress = (id: string) => ({ collection: 'applications', id, field: 'person.nik' });
const nibAddress = (id: string) => ({ collection: 'applications', id, field: 'checks.nib.number' });
const businessAddress = (id: string) => ({ collection: 'businesses', id, field: 'nib' });

export const sealNik = (applicationId: string, nik: string) => ({
  nik: encryptField(nik, nikAddress(applicationId)),
  nikIndex: blindIndex('nik', nik),
});

export const sealNib = (applicationId: string, nib: string) => ({
  number: encryptField(nib, nibAddress(applicationId)),
  numberIndex: blindIndex('nib', nib),
});

export const sealBusinessNib = (businessId: string, nib: string) => ({
  nib: encryptField(nib, businessAddress(businessId)),
  nibIndex: blindIndex('nib', nib),
});

type Holder = Pick<ApplicationRecord, 'person' | 'checks'>;

/** In clear: only for a person who has confirmed who they are, and audited by the caller. */
export function openNumbers(id: string, { person, checks }: Holder): { nik?: string; nib?: string } {
  return {
    ...(person.nik === undefined ? {} : { nik: decryptField(person.nik, nikAddress(id)) }),
    ...(checks.nib.number === undefined ? {} : { nib: decryptField(checks.nib.number, nibAddress(id)) }),
  };
}

export type NumberFacts = Readonly<{
  nikMasked?: string;
  nibMasked?: string;
  /** Province, city and district of first registration, as six digits. */
  nikRegion?: string;
  nikWarnings: readonly StringKey[];
}>;

/** What a page may show of the numbers, and what they say beside the other statements. */
export function describeNumbers(id: string, holder: Holder): NumberFacts {
  const { nik, nib } = openNumbers(id, holder);
  const read = nik === undefined ? undefined : checkNik(nik, { birthDate: holder.person.birthDate });
  return {
    ...(nik === undefined ? {} : { nikMasked: maskNik(nik), nikRegion: nik.slice(0, 6) }),
    ...(nib === undefined ? {} : { nibMasked: maskNib(nib) }),
    nikWarnings: read?.ok ? read.value.warnings : [],
  };
}
