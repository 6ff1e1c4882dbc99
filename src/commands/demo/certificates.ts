/** The certificates of the story: one to show, one whose revocation waits for a second person, one revoked. */
import type { AssessmentCase } from '../../features/assessments/index.ts';
import { decideRevocation, issueCertificate, requestRevocation } from '../../features/certificates/index.ts';
import type { Stage } from './cohort.ts';
import type { DemoSchool } from './school.ts';

/** Returns the codes for checking, by stage. Issue is in the order of the stages, so that numbers are the same each time. */
export async function certify(
  school: DemoSchool,
  cases: ReadonlyMap<Stage, AssessmentCase>,
): Promise<Map<Stage, string>> {
  const codes = new Map<Stage, string>();
  for (const [stage, { id }] of cases) {
    const issued = await issueCertificate(id, school.day(-5));
    if (!issued) continue;
    codes.set(stage, issued.code);
    if (stage === 'certified') continue;
    const grounds = { reason: 'error' as const, note: 'Nama pada berkas tidak sesuai dengan KTP.' };
    const asked = await requestRevocation(issued.id, grounds, school.people.manager, school.day(-2));
    if (stage === 'revocation-requested') continue;
    const agreed = { isApproved: true, note: 'Diperiksa dengan KTP asli.' };
    await decideRevocation(issued.id, asked.request!.at, agreed, school.people.otherManager, school.day(-1));
  }
  return codes;
}
