/** What was stated, in words, as the check page and the verifier read it. */
import type { StringKey, Translate } from '../../platform/i18n.ts';
import type { Programme } from '../programmes/index.ts';
import type { Step } from './application.rules.ts';
import { placeText } from './place.page.ts';
import type { Application } from './reading.service.ts';

type Stated = readonly [label: StringKey, value: string | undefined];
type Said = Readonly<{ application: Application; programme: Programme }>;
type Quality = Application['checks']['quality'];

const capacityText = ({ capacity, unit }: Quality) =>
  capacity === undefined ? undefined : `${new Intl.NumberFormat('id-ID').format(capacity)} ${unit ?? ''}`.trim();

const certificatesText = ({ certificates = [], otherCertificates }: Quality, t: Translate) =>
  [...certificates.map((kind) => t(`admissions.certificate.${kind}`)), otherCertificates ?? '']
    .filter(Boolean)
    .join(', ');

const statedAt: Readonly<Record<Step, (said: Said, t: Translate) => Stated[]>> = {
  person: ({ application: { person }, programme }, t) => [
    ['admissions.nik', person.nik],
    ['admissions.birthDate', person.birthDate?.split('-').reverse().join('/')],
    ['admissions.district', placeText(person.district, programme, t)],
    ['admissions.homeAddress', person.address],
  ],
  nib: ({ application: { checks } }) => [
    ['admissions.nib', checks.nib.number],
    ['admissions.businessName', checks.nib.businessName],
    ['admissions.kbli', checks.nib.kbli],
  ],
  ownProduct: ({ application: { checks } }, t) => [
    ['admissions.product', checks.ownProduct.product],
    ['admissions.productDescription', checks.ownProduct.description],
    ['admissions.role', checks.ownProduct.role && t(`admissions.role.${checks.ownProduct.role}`)],
    ['admissions.place', checks.ownProduct.place],
  ],
  quality: ({ application: { checks } }, t) => [
    ['admissions.capacity', capacityText(checks.quality)],
    ['admissions.checking', checks.quality.checking],
    ['admissions.certificates', certificatesText(checks.quality, t)],
  ],
  localId: ({ application: { checks }, programme }, t) => [
    ['admissions.idCardRegion', placeText(checks.localId.region, programme, t)],
    ['admissions.idCardAddress', checks.localId.address],
  ],
};

export type Answer = Readonly<{ name: string; value: string }>;

export const answersOf = (said: Said, step: Step, t: Translate): Answer[] =>
  statedAt[step](said, t).map(([label, value]) => ({ name: t(label), value: value || t('admissions.notGiven') }));
