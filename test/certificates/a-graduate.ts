/** Learners whom the panel has decided about; a test names only what it is about. */
import { Types } from 'mongoose';
import { findParticulars } from '../../src/features/assessments/index.ts';
import { CaseModel } from '../../src/features/assessments/case.model.ts';
import type { Outcome } from '../../src/features/assessments/competency.rules.ts';
import { createAccount, type Role } from '../../src/features/accounts/index.ts';
import { findScheme } from '../../src/features/courses/index.ts';
import { issueCertificate } from '../../src/features/certificates/index.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { aLearner, password } from '../support/classroom.ts';

export const issuedAt = new Date('2026-12-04T03:00:00Z');
export const totpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

let serial = 0;

/** A learner with a case that is decided. */
export async function aDecidedLearner(cohort: Cohort, outcome: Outcome = 'competent', at = issuedAt) {
  const learner = await aLearner(cohort, issuedAt);
  const { units } = await findScheme(cohort.scheme);
  const decided = units.map(({ code }) => ({ code, outcome, missing: '', reason: '', carried: false }));
  const { account, enrolment } = learner;
  const particulars = await findParticulars({ account, programme: cohort.programme, body: cohort.body }, at);
  serial += 1;
  const [stored] = await CaseModel.create([
    {
      number: `UK-2026-${String(serial).padStart(4, '0')}`,
      enrolment: new Types.ObjectId(enrolment.id),
      account: new Types.ObjectId(account),
      cohort: new Types.ObjectId(cohort.id),
      programme: new Types.ObjectId(cohort.programme),
      body: new Types.ObjectId(cohort.body),
      scheme: cohort.scheme,
      schemeSlug: 'skema-uji',
      cycle: 1,
      units: units.map(({ code }) => code),
      carried: [],
      state: 'decided',
      examOn: issuedAt,
      openedAt: issuedAt,
      revision: 1,
      routing: [],
      declines: [],
      claims: [],
      consent: {},
      evidence: [],
      findings: [],
      decision: { outcome, units: decided, minuteNumber: 'BA-2026-0001', at, particulars: particulars! },
    },
  ]);
  return { ...learner, caseId: stored!.id };
}

/** A learner with a certificate. */
export async function aGraduate(cohort: Cohort, now = issuedAt) {
  const learner = await aDecidedLearner(cohort, 'competent', now);
  return { ...learner, certificate: (await issueCertificate(learner.caseId, now))! };
}

/** Somebody with one role, who can sign in with the e-mail address, `password` and `totpSecret`. */
export async function aMember(role: Role, scope: string) {
  const email = `${String(new Types.ObjectId())}@example.org`;
  const id = await createAccount(
    { name: `Orang ${role}`, email, password, roles: [{ role, scope }], totpSecret },
    issuedAt,
  );
  return { id, email };
}
