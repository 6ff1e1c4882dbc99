/** What was stated, in words, as the check page and the verifier read it. */
import type { Translate } from '../../platform/i18n.ts';
import type { Programme } from '../programmes/index.ts';
import type { Step } from './application.rules.ts';
import { placeText } from './place.page.ts';
import type { Application } from './reading.service.ts';

export type Answer = Readonly<{ name: string; value: string }>;

/** What was stated at a step, in words, as the check page and the verifier read it. */
export function answersOf(
  { application, programme }: { application: Application; programme: Programme },
  step: Step,
  t: Translate,
): Answer[] {
  const label = (key: Parameters<Translate>[0], value: string | undefined): Answer => ({
    name: t(key),
    value: value || t('admissions.notGiven'),
  });
  const { person, checks } = application;
  const answers: Record<Step, () => Answer[]> = {
    person: () => [
      label('admissions.nik', person.nik),
      label('admissions.birthDate', person.birthDate?.split('-').reverse().join('/')),
      label('admissions.district', placeText(person.district, programme, t)),
      label('admissions.homeAddress', person.address),
    ],
    nib: () => [
      label('admissions.nib', checks.nib.number),
      label('admissions.businessName', checks.nib.businessName),
      label('admissions.kbli', checks.nib.kbli),
    ],
    ownProduct: () => [
      label('admissions.product', checks.ownProduct.product),
      label('admissions.productDescription', checks.ownProduct.description),
      label('admissions.role', checks.ownProduct.role && t(`admissions.role.${checks.ownProduct.role}`)),
      label('admissions.place', checks.ownProduct.place),
    ],
    quality: () => [
      label('admissions.capacity', capacityText(checks.quality)),
      label('admissions.checking', checks.quality.checking),
      label('admissions.certificates', certificatesText(checks.quality, t)),
    ],
    localId: () => [
      label('admissions.idCardRegion', placeText(checks.localId.region, programme, t)),
      label('admissions.idCardAddress', checks.localId.address),
    ],
  };
  return answers[step]();
}

const capacityText = ({ capacity, unit }: Application['checks']['quality']) =>
  capacity === undefined ? undefined : `${new Intl.NumberFormat('id-ID').format(capacity)} ${unit ?? ''}`.trim();

const certificatesText = ({ certificates = [], otherCertificates }: Application['checks']['quality'], t: Translate) =>
  [...certificates.map((kind) => t(`admissions.certificate.${kind}`)), otherCertificates ?? '']
    .filter(Boolean)
    .join(', ');
