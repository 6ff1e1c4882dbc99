/** What comes before the assessment: the candidate's self-assessment (FR.APL.02) and the consent of both (FR.AK.01). */
import type { ClientSession } from 'mongoose';
import { transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { writeTo } from '../accounts/index.ts';
import { letters } from './assessments.mail.ts';
import type { ClaimRecord } from './case.model.ts';
import { isPrepared } from './case.rules.ts';
import { type AssessmentCase, type CaseChange, type Deed, mustChangeCase } from './case.service.ts';
import { caseStates } from './case.states.ts';
import { consentVersion } from './consent.rules.ts';

/** Keeps the candidate's answer for one unit; `evidence` are the pieces they chose for it. */
export function saveClaim(
  caseId: string,
  candidateId: string,
  { unit, claim, note, evidence }: ClaimRecord,
  session: ClientSession,
): Promise<AssessmentCase> {
  return mustChangeCase(
    { _id: caseId, account: candidateId, selfAssessedAt: null, ...caseStates.before('assessThemselves') },
    (before) => {
      const known = new Set(before.evidence.map(({ id }) => id));
      const next = { unit, note, evidence: evidence.filter((id) => known.has(id)), ...(claim ? { claim } : {}) };
      return { claims: before.claims.map((one) => (one.unit === unit ? next : one)) };
    },
    { by: candidateId, action: 'assessments.saveClaim', detail: { unit } },
    session,
  );
}

/** Sends the self-assessment. Throws Conflict when it was sent already or a unit has no answer. */
export const sendSelfAssessment = (caseId: string, candidateId: string, now: Date): Promise<AssessmentCase> =>
  prepare(
    { _id: caseId, account: candidateId, selfAssessedAt: null, ...caseStates.before('assessThemselves') },
    ({ claims }) => {
      if (claims.some(({ claim }) => claim === undefined)) throw new Conflict('assessments.unitsUnanswered');
      return { selfAssessedAt: now };
    },
    { by: candidateId, action: 'assessments.sendSelfAssessment' },
  );

/** The candidate's signature under FR.AK.01. Throws Conflict unless an assessor has accepted and it was not signed yet. */
export const signAsCandidate = (caseId: string, candidateId: string, now: Date): Promise<AssessmentCase> =>
  prepare(
    { _id: caseId, account: candidateId, ...caseStates.before('signConsent'), 'consent.candidateAt': null },
    ({ consent }) => ({ consent: { ...consent, version: consent.version ?? consentVersion, candidateAt: now } }),
    { by: candidateId, action: 'assessments.signConsent', detail: { as: 'candidate' } },
  );

/** The assessor's signature under the same statements. */
export const signAsAssessor = (caseId: string, assessorId: string, now: Date): Promise<AssessmentCase> =>
  prepare(
    { _id: caseId, assessor: assessorId, ...caseStates.before('signConsent'), 'consent.assessorAt': null },
    ({ consent }) => ({ consent: { ...consent, version: consent.version ?? consentVersion, assessorAt: now } }),
    { by: assessorId, action: 'assessments.signConsent', detail: { as: 'assessor' } },
  );

/** Whichever of the three comes last begins the assessment. Who is waited for after it is told. */
function prepare(
  filter: Parameters<typeof mustChangeCase>[0],
  change: (before: AssessmentCase) => CaseChange,
  deed: Deed,
): Promise<AssessmentCase> {
  return transaction(async (session) => {
    const changed = await mustChangeCase(
      filter,
      (before) => {
        const changes = change(before);
        const after = { ...before, ...changes } as AssessmentCase;
        return isPrepared(after) ? { ...changes, ...caseStates.after('begin') } : changes;
      },
      deed,
      session,
    );
    await tellOther(changed, deed.by, session);
    return changed;
  });
}

async function tellOther(one: AssessmentCase, by: string, session: ClientSession): Promise<void> {
  const { account, assessor, state, consent } = one;
  if (caseStates.is('assessing', state)) {
    await writeTo(account, letters.begun(one), session);
    if (assessor && assessor !== by) await writeTo(assessor, letters.readyToAssess(one), session);
  } else if (by === account && assessor && consent.candidateAt && !consent.assessorAt) {
    await writeTo(assessor, letters.signatureWaits(one), session);
  }
}
