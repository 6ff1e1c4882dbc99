/** A case of a learner who completed, brought as far as a test needs it by the services that the pages call. */
import { Types } from 'mongoose';
import { createAccount, grantRole, type Role } from '../../src/features/accounts/index.ts';
import { listRegister, registerAssessor } from '../../src/features/assessors/assessor.service.ts';
import { type AssessmentCase, findCase } from '../../src/features/assessments/case.service.ts';
import type { Outcome } from '../../src/features/assessments/competency.rules.ts';
import { addEvidence, checkEvidence } from '../../src/features/assessments/evidence.service.ts';
import { moveExam } from '../../src/features/assessments/exam-day.service.ts';
import { saveFinding, sendRecommendation } from '../../src/features/assessments/finding.service.ts';
import { acceptCase } from '../../src/features/assessments/offer.service.ts';
import { openCase } from '../../src/features/assessments/opening.service.ts';
import {
  saveClaim,
  sendSelfAssessment,
  signAsAssessor,
  signAsCandidate,
} from '../../src/features/assessments/preparation.service.ts';
import { linkedEvidence } from '../../src/features/assessments/record.rules.ts';
import { routeCase } from '../../src/features/assessments/routing.service.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { transaction } from '../../src/platform/database.ts';
import { aLearner, password } from '../support/classroom.ts';

export const at = new Date('2026-11-22T03:00:00Z');
export const totpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const somebody = '0'.repeat(24);
const kept = { valid: true, authentic: true, current: true, sufficient: true };

/** A person with one role, who can sign in with the e-mail address, `password` and `totpSecret`. */
export async function aMember(role: Role, scope: string, name = `Orang ${String(new Types.ObjectId()).slice(-6)}`) {
  const email = `${String(new Types.ObjectId())}@example.org`;
  const id = await createAccount({ name, email, password, roles: [{ role, scope }], totpSecret }, at);
  return { id, email, name };
}

let serial = 0;

/** An assessor of the cohort's body with nothing against them. */
export async function anAssessor(cohort: Cohort, { capacity = 8 }: { capacity?: number } = {}) {
  const member = await aMember('assessor', cohort.body);
  serial += 1;
  const registration = `MET.000.${String(serial).padStart(6, '0')} 2025`;
  const licence = { from: new Date(at.getTime() - 86_400_000), until: new Date(at.getTime() + 500 * 86_400_000) };
  const entry = { account: member.id, body: cohort.body, registration, licence, schemes: ['skema-uji'], capacity };
  await registerAssessor(entry, somebody);
  return member;
}

export async function aCandidate(cohort: Cohort) {
  const learner = await aLearner(cohort, at);
  const { id: enrolment, account, programme } = learner.enrolment;
  const completed = { enrolment, account, cohort: cohort.id, programme };
  return { ...learner, completed };
}

/** A case that waits for an assessor. */
export async function aCase(cohort: Cohort): Promise<AssessmentCase> {
  const { completed } = await aCandidate(cohort);
  return openCase(completed, at);
}

export const again = async (one: { id: string }): Promise<AssessmentCase> => (await findCase({ _id: one.id }))!;

export const loadOf = async (cohort: Cohort, account: string): Promise<number> =>
  (await listRegister(cohort.body)).find((entry) => entry.account === account)!.load;

/** Routed, accepted, self-assessed and signed. Returns the case, which is now being assessed. */
export async function anAssessment(one: AssessmentCase, now = at): Promise<AssessmentCase> {
  await routeCase(one.id, now);
  const offered = await again(one);
  await acceptCase(offered, offered.assessor!, now);
  for (const { unit, evidence } of offered.claims) {
    await transaction((session) =>
      saveClaim(one.id, one.account, { unit, claim: 'competent', note: '', evidence }, session),
    );
  }
  await sendSelfAssessment(one.id, one.account, now);
  await signAsCandidate(one.id, one.account, now);
  return signAsAssessor(one.id, offered.assessor!, now);
}

/** Examined at once: judged by unit on one sound piece of evidence each, and recommended. */
export async function aRecommendation(one: AssessmentCase, outcomes: Readonly<Record<string, Outcome>> = {}, now = at) {
  const assessed = await anAssessment(one, now);
  const assessor = assessed.assessor!;
  await moveExam(one.id, assessor, now, now);
  for (const { id, units } of linkedEvidence(assessed)) {
    const checks = units.map((unit) => ({ unit, ...kept, note: '' }));
    await checkEvidence(one.id, assessor, id, checks, now);
  }
  for (const unit of assessed.units) {
    const piece = { source: 'assessor' as const, title: 'Simulasi', account: 'Disaksikan.', madeOn: now, files: [] };
    const evidence = await transaction((session) =>
      addEvidence({ _id: one.id, assessor }, unit, piece, { by: assessor, now }, session),
    );
    await checkEvidence(one.id, assessor, evidence, [{ unit, ...kept, note: '' }], now);
    const recommendation = outcomes[unit] ?? 'competent';
    const missing = recommendation === 'competent' ? '' : 'Faktur ekspor belum ada.';
    await saveFinding(
      one.id,
      assessor,
      { unit, methods: ['observation'], finding: 'Dilakukan.', recommendation, missing },
      now,
    );
  }
  await sendRecommendation(one.id, assessor, now, now);
  return again(one);
}

export const addRole = (account: string, role: Role, scope: string) =>
  grantRole(account, { role, scope }, somebody, at);
