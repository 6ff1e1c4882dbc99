/** A verifier looks at the proofs of an application and decides its checks. */
import type { Person } from './person.ts';

type Verdict = 'meets' | 'does-not' | 'needs-fixing';

const checks = ['nib', 'ownProduct', 'quality', 'localId'] as const;

/** Opens the application of somebody in the queue. */
export async function openApplication(verifier: Person, applicant: Person): Promise<void> {
  await verifier.visit('/verifikasi');
  await verifier.follow(applicant.name);
}

/** The proofs of the application that is open, as they were uploaded. */
export async function openProofs(verifier: Person): Promise<Buffer[]> {
  const application = verifier.path;
  const links = verifier.page.querySelectorAll('.file a').map((link) => link.getAttribute('href')!);
  const proofs: Buffer[] = [];
  for (const link of links) proofs.push((await verifier.open(link)).bytes);
  await verifier.open(application);
  return proofs;
}

/** All checks are met but the one that is named. */
export async function decide(
  verifier: Person,
  but?: { check: (typeof checks)[number]; verdict: Verdict; note: string },
) {
  const verdicts = checks.filter((check) => verifier.html.includes(`${check}-verdict`));
  const fields = Object.fromEntries(verdicts.map((check) => [`${check}-verdict`, 'meets']));
  if (but) Object.assign(fields, { [`${but.check}-verdict`]: but.verdict, [`${but.check}-note`]: but.note });
  await verifier.submit(verifier.path, fields);
}
