/** An applicant's own application: opened, and filled in step by step. */
import mongoose, { type ClientSession } from 'mongoose';
import { isDuplicate, transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { referenceTo, type StoredFile } from '../../platform/files/index.ts';
import { changeOne } from '../../platform/model.ts';
import { moveIfReady } from '../../platform/moves.ts';
import { must } from '../../platform/must.ts';
import { applicationWindow, type Cohort } from '../programmes/index.ts';
import { ApplicationModel } from './application.model.ts';
import { type Check, checks, governingCheck, maxProofs, type Step } from './application.rules.ts';
import { applicationStates } from './application.states.ts';
import { sealNib, sealNik } from './numbers.service.ts';
import { type Application, findOwnApplication } from './reading.service.ts';
import { statementFields, type StepStatement } from './statement.rules.ts';

/**
 * The person's application for this cohort, begun now if there is none; a withdrawn one becomes a draft again. Throws
 * Conflict when the cohort takes no applications and there is nothing to go on with.
 */
export async function openApplication(cohort: Cohort, accountId: string, now: Date): Promise<Application> {
  const known = await findOwnApplication(cohort.id, accountId);
  if (known && !applicationStates.is('withdrawn', known.state)) return known;
  if (applicationWindow(cohort, now) !== 'open') throw new Conflict('admissions.notOpen');
  await (known ? reopen(known.id) : begin(cohort, accountId));
  return must(await findOwnApplication(cohort.id, accountId), 'the application that was begun');
}

/** As a draft everything may change, so what verifiers had decided about it counts no more. */
const reopen = (id: string) =>
  moveIfReady(ApplicationModel, applicationStates, 'beginAgain', {
    filter: { _id: id },
    update: {
      $unset: { submittedAt: 1, ...Object.fromEntries(checks.map((check) => [`checks.${check}.decision`, 1])) },
    },
  });

async function begin(cohort: Cohort, accountId: string): Promise<void> {
  const fresh = { programme: cohort.programme, cohort: cohort.id, applicant: accountId };
  try {
    await ApplicationModel.create([{ ...fresh, ...applicationStates.after('begin'), isLive: false }]);
  } catch (error) {
    // Begun in another tab a moment ago: that one is the application.
    if (!isDuplicate(error)) throw error;
  }
}

export type StepChange = Readonly<{
  step: Step;
  /** Absent when what was typed has to be put right first; files are kept all the same. */
  statement?: StepStatement;
  /** Ids of proofs to take away. */
  removed?: readonly string[];
  /** Keeps the files that came along, in the transaction that names them. */
  keep?: (session: ClientSession) => Promise<readonly StoredFile[]>;
}>;

/**
 * Saves one step of the person's own draft, or of what the verifier asked to have fixed. Throws Conflict when this step
 * cannot be changed (any more), or when there would be more than five proofs.
 */
export function saveStep(applicationId: string, accountId: string, change: StepChange, now: Date): Promise<void> {
  const own = { _id: applicationId, applicant: accountId, ...changeable(governingCheck(change.step)) };
  return transaction(async (session) => {
    const isSaved = await ApplicationModel.updateOne(own, statementUpdate(applicationId, change, now), { session });
    if (isSaved.matchedCount === 0) throw new Conflict('admissions.notEditable');
    if (change.step === 'person') return;
    const proofs = `checks.${change.step}.proofs`;
    if (change.removed?.length) {
      const gone = { [proofs]: { file: mongoose.trusted({ $in: change.removed }) } };
      const otherwise = () => new Conflict('admissions.notEditable');
      await changeOne(ApplicationModel, own, { $pull: gone }, { session, otherwise });
    }
    const added = ((await change.keep?.(session)) ?? []).map(asProof);
    if (added.length === 0) return;
    const withRoom = { ...own, [`${proofs}.${maxProofs - added.length}`]: mongoose.trusted({ $exists: false }) };
    const isAdded = await ApplicationModel.updateOne(withRoom, { $push: { [proofs]: { $each: added } } }, { session });
    if (isAdded.matchedCount === 0) throw new Conflict('admissions.tooManyProofs', { max: maxProofs });
  });
}

/** A draft may be changed anywhere, a returned application only where fixing was asked for. */
const changeable = (check: Check) => ({
  $or: [
    applicationStates.where('draft'),
    { ...applicationStates.where('fixing'), [`checks.${check}.decision.verdict`]: 'needs-fixing' },
  ],
});

function statementUpdate(applicationId: string, { step, statement }: StepChange, now: Date) {
  const path = step === 'person' ? 'person' : `checks.${step}`;
  if (statement === undefined) return { $set: { [`${path}.savedAt`]: now } };
  const stated = Object.entries(storable(applicationId, statement)).filter(([, value]) => value !== undefined);
  const given = new Set(stated.map(([name]) => name));
  const emptied = statementFields[step].filter((name) => !given.has(name));
  return {
    $set: {
      [`${path}.savedAt`]: now,
      ...Object.fromEntries(stated.map(([name, value]) => [`${path}.${name}`, value])),
    },
    ...(emptied.length === 0 ? {} : { $unset: Object.fromEntries(emptied.map((name) => [`${path}.${name}`, 1])) }),
  };
}

function storable(applicationId: string, { step, values }: StepStatement): Readonly<Record<string, unknown>> {
  if (step === 'person') {
    const { nik, ...rest } = values;
    return nik === undefined ? rest : { ...rest, ...sealNik(applicationId, nik) };
  }
  if (step === 'nib') {
    const { number, ...rest } = values;
    return number === undefined ? rest : { ...rest, ...sealNib(applicationId, number) };
  }
  return values;
}

function asProof(kept: StoredFile) {
  const { id: file, ...facts } = referenceTo(kept);
  return { file, ...facts };
}
