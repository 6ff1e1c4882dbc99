/** Evidence that comes with its files: the files, the piece they make and what was said of it are kept together or not at all. */
import { transaction } from '../../platform/database.ts';
import { type FormFiles, takeFormFiles } from '../../platform/files/index.ts';
import type { AssessmentCase } from './case.service.ts';
import type { ClaimRecord } from './case.model.ts';
import { caseStates } from './case.states.ts';
import { addEvidence, type NewEvidence } from './evidence.service.ts';
import { saveClaim } from './preparation.service.ts';

type Answered = Readonly<{
  one: Pick<AssessmentCase, 'id' | 'selfAssessedAt'>;
  unit: Readonly<{ code: string }>;
}>;
type Answer = Omit<ClaimRecord, 'unit' | 'claim'> &
  Readonly<{ claim?: ClaimRecord['claim'] | undefined; title?: string | undefined; madeOn: Date }>;

/** The candidate's answer for a unit. Once the self-assessment is sent, files can still be added, and nothing else changes. */
export async function keepAnswer(
  { one, unit }: Answered,
  { claim, note, evidence, title = '', madeOn }: Answer,
  formFiles: FormFiles,
  by: string,
  at: Date,
): Promise<void> {
  await transaction(async (session) => {
    const files = await takeFormFiles(formFiles, session);
    const piece = { source: 'upload' as const, title, account: '', madeOn, files };
    const added =
      files.length > 0
        ? [await addEvidence({ _id: one.id, account: by }, unit.code, piece, { by, now: at }, session)]
        : [];
    if (one.selfAssessedAt) return;
    const answer = { unit: unit.code, note, evidence: [...evidence, ...added], ...(claim ? { claim } : {}) };
    await saveClaim(one.id, by, answer, session);
  });
}

/** What the assessor saw or heard on the day of the examination. Throws as addEvidence does. */
export async function keepObservation(
  caseId: string,
  unit: string,
  seen: Pick<NewEvidence, 'title' | 'account' | 'madeOn'>,
  formFiles: FormFiles,
  by: string,
  at: Date,
): Promise<void> {
  const whose = { _id: caseId, assessor: by, ...caseStates.before('examine') };
  await transaction(async (session) => {
    const piece = { ...seen, source: 'assessor' as const, files: await takeFormFiles(formFiles, session) };
    return addEvidence(whose, unit, piece, { by, now: at }, session);
  });
}
