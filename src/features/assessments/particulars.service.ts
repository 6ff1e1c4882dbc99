/** What a certificate says about people and bodies, as it stood when the panel decided. */
import { findPerson } from '../accounts/index.ts';
import { findBody, findCity, findProgramme, licenceAt } from '../programmes/index.ts';
import type { AssessmentCase } from './case.service.ts';
import type { ParticularsRecord } from './decision.model.ts';

/**
 * Read within the decision, so that no later change of a name, a signatory or a licence reaches a paper that the panel
 * never saw. Undefined when the person, the programme or the body is gone: the decision stands all the same.
 */
export async function findParticulars(
  { account, programme: programmeId, body: bodyId }: Pick<AssessmentCase, 'account' | 'programme' | 'body'>,
  now: Date,
): Promise<ParticularsRecord | undefined> {
  const [holder, programme, body] = await Promise.all([
    findPerson(account),
    findProgramme(programmeId),
    findBody(bodyId),
  ]);
  if (!holder || !programme || !body) return undefined;
  const licence = licenceAt(body.licence, now);
  return {
    holderName: holder.name,
    programmeName: programme.name.id,
    issuerName: body.name,
    city: findCity(body.city)?.name ?? programme.city.name,
    signatories: body.signatories.map(({ name, role }) => ({ name, role: { id: role.id, en: role.en } })),
    ...(licence ? { licenceNumber: licence.number } : {}),
  };
}
