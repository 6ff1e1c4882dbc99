/** Where things are: the addresses of the steps, and the places that their forms offer. */
import { addressedAs } from '../../platform/files/index.ts';
import type { Translate } from '../../platform/i18n.ts';
import type { Path } from '../../platform/paths.ts';
import { cityOf, type Cohort, findCity, type Programme } from '../programmes/index.ts';
import { admissionPaths } from './admissions.paths.ts';
import { elsewhere, type Step } from './application.rules.ts';
import type { Application } from './reading.service.ts';

export type Place = Readonly<{ cohort: Cohort; programme: Programme; application: Application }>;

export const stepHref = (cohortId: string, step: Step): Path => admissionPaths[step](cohortId);

export const proofHref = (applicationId: string, { file, name }: { file: string; name: string }): Path =>
  admissionPaths.proof(applicationId, ...addressedAs({ id: file, name }));

/** Districts of the programme's city, and one choice for everywhere else. */
export const placesOf = (programme: Programme): { code: string; name: string }[] =>
  (findCity(programme.city.code)?.districts ?? []).map(({ code, name }) => ({ code, name }));

export const placeCodes = (programme: Programme): string[] => [
  ...placesOf(programme).map(({ code }) => code),
  elsewhere,
];

/** `Cipondoh, Kota Tangerang`, or the words for a place outside the city. */
export function placeText(code: string | undefined, programme: Programme, t: Translate): string {
  if (code === undefined) return '';
  if (code === elsewhere) return t('admissions.elsewhere', { city: programme.city.name });
  const district = placesOf(programme).find((one) => one.code === code);
  return district ? `${district.name}, ${cityOf(code)?.name ?? ''}` : code;
}
