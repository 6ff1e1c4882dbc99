/** The certificates of the story: one to show, one whose revocation waits for a second person, one revoked, one replaced. */
import type { AssessmentCase } from '../../features/assessments/index.ts';
import { correctName, findPerson } from '../../features/accounts/index.ts';
import {
  decideReplacement,
  decideRevocation,
  issueCertificate,
  issueDue,
  requestReplacement,
  requestRevocation,
} from '../../features/certificates/index.ts';
import { must } from '../../platform/must.ts';
import type { Stage } from './cohort.ts';
import type { DemoSchool } from './school.ts';

/**
 * Returns the codes for checking, by stage. Issue is in the order of the stages, so that numbers are the same each time, and
 * at this moment, because the school's key is made at first need and cannot have signed before.
 */
export async function certify(
  school: DemoSchool,
  cases: ReadonlyMap<Stage, AssessmentCase>,
  now: Date,
): Promise<Map<Stage, string>> {
  const codes = new Map<Stage, string>();
  for (const [stage, one] of cases) {
    const { id } = one;
    const issued = await issueCertificate(id, now);
    if (!issued) continue;
    codes.set(stage, issued.code);
    if (stage === 'certified') continue;
    if (stage === 'replaced') {
      await replace(school, issued.id, one, now);
      continue;
    }
    const grounds = { reason: 'error' as const, note: 'Nama pada berkas tidak sesuai dengan KTP.' };
    const asked = await requestRevocation(issued.id, grounds, school.people.manager, now);
    if (stage === 'revocation-requested') continue;
    const agreed = { isApproved: true, note: 'Diperiksa dengan KTP asli.' };
    await decideRevocation(
      issued.id,
      must(asked.request, 'the request to revoke').at,
      agreed,
      school.people.otherManager,
      now,
    );
  }
  return codes;
}

/** An officer saw that the identity card says more than the name in the account; the code that was given out is the old one. */
async function replace(
  { people }: DemoSchool,
  certificate: string,
  { id: caseId, account }: AssessmentCase,
  now: Date,
): Promise<void> {
  const { name } = must(await findPerson(account), 'whoever was certified');
  await correctName(account, { name: `${name} Lestari`, seen: name }, people.verifier);
  const grounds = { reason: 'name' as const, note: 'Nama belakang tidak tercetak. Dicocokkan dengan KTP asli.' };
  const asked = await requestReplacement(certificate, grounds, people.manager, now);
  await decideReplacement(
    certificate,
    must(asked.replacement, 'the request to replace').at,
    { isApproved: true, note: '' },
    people.otherManager,
    now,
  );
  await issueDue(caseId, now);
}
