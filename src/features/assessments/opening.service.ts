/** Opening a case: the first one when a learner has completed, later ones for the units that are not yet competent. */
import mongoose, { type ClientSession } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { isDuplicate, transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { referenceTo } from '../../platform/files/index.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { createOne } from '../../platform/model.ts';
import { nextNumber } from '../../platform/series.ts';
import { writeTo } from '../accounts/index.ts';
import { type AcceptedWork, acceptedWork } from '../assignments/index.ts';
import { findScheme } from '../courses/index.ts';
import { findCohort } from '../programmes/index.ts';
import { letters } from './assessments.mail.ts';
import { CaseModel, type CaseRecord, type ClaimRecord } from './case.model.ts';
import { examDate } from './case.rules.ts';
import { type AssessmentCase, findCase, plainCase } from './case.service.ts';
import { caseStates } from './case.states.ts';
import type { EvidenceRecord } from './evidence.model.ts';
import { decideReassessment, defaultTerms, splitUnits } from './reassessment.rules.ts';
import { unchecked } from './record.rules.ts';

declare module '../../platform/jobs/index.ts' {
  interface Jobs {
    'assessments.route': { caseId: string };
  }
}

export type CompletedLearner = Readonly<{ enrolment: string; account: string; cohort: string; programme: string }>;

/** Opens the one case of a learner who has completed and asks for its routing. Done again, it returns the same case. */
export async function openCase(learner: CompletedLearner, now: Date): Promise<AssessmentCase> {
  const known = await findCase({ enrolment: learner.enrolment, cycle: 1 });
  if (known) return known;
  const cohort = await findCohort(learner.cohort);
  if (!cohort) throw new Error(`cohort ${learner.cohort} of a learner who completed is gone`);
  const [scheme, works] = await Promise.all([findScheme(cohort.scheme), acceptedWork(learner.enrolment)]);
  const units = scheme.units.map(({ code }) => code);
  return open(
    {
      ...idsOf({ ...learner, body: cohort.body }),
      scheme: scheme.version,
      schemeSlug: scheme.slug,
      cycle: 1,
      units,
      carried: [],
      examOn: examDate(cohort.examOn, now),
      ...prefill(units, works, now),
    },
    now,
  );
}

/**
 * Opens the next cycle at the candidate's request, for what is not yet competent alone. Done twice, the second gets the
 * case of the first. Throws Conflict when the rule does not allow it now.
 */
export async function openReassessment(before: AssessmentCase, now: Date): Promise<AssessmentCase> {
  const next = await findCase({ enrolment: before.enrolment, cycle: before.cycle + 1 });
  if (next) return next;
  const verdict = decideReassessment(before, defaultTerms, now);
  if (!verdict.may || !before.decision) throw new Conflict('assessments.noReassessmentNow');
  const found = before.decision.units.map(({ code, outcome }) => ({ unit: code, outcome }));
  const { again, carried } = splitUnits(found);
  const { scheme, schemeSlug, cycle } = before;
  const examOn = examDate(undefined, now);
  const evidence = repeatedEvidence(before, again);
  return open(
    { ...idsOf(before), scheme, schemeSlug, cycle: cycle + 1, units: again, carried, examOn, ...evidence },
    now,
  );
}

type Seed = Pick<
  CaseRecord,
  | 'enrolment'
  | 'account'
  | 'cohort'
  | 'programme'
  | 'body'
  | 'scheme'
  | 'schemeSlug'
  | 'cycle'
  | 'units'
  | 'carried'
  | 'examOn'
  | 'claims'
  | 'evidence'
>;

async function open(seed: Seed, now: Date): Promise<AssessmentCase> {
  const number = await nextNumber('UK', now);
  try {
    return await transaction((session) => store({ ...seed, number }, now, session));
  } catch (error) {
    // Somebody opened this cycle a moment before: the unique index holds it, and theirs is the case.
    const theirs = isDuplicate(error) ? await findCase({ enrolment: seed.enrolment, cycle: seed.cycle }) : undefined;
    if (!theirs) throw error;
    return theirs;
  }
}

async function store(seed: Seed & { number: string }, now: Date, session: ClientSession): Promise<AssessmentCase> {
  const empty = { routing: [], declines: [], findings: [], consent: {} };
  const draft = { ...seed, ...empty, ...caseStates.after('open'), openedAt: now, revision: 1 };
  const one = plainCase(await createOne(CaseModel, draft, session));
  const { id, account } = one;
  await enqueue('assessments.route', { caseId: id }, {}, session);
  const detail = { number: one.number, cycle: one.cycle, units: one.units.length };
  const target = { kind: 'assessment-case', id };
  await recordAudit({ actor: 'system', action: 'assessments.openCase', target, detail }, session);
  await writeTo(account, letters.opened(one), session);
  return one;
}

type Names = 'enrolment' | 'account' | 'cohort' | 'programme' | 'body';

const idsOf = ({ enrolment, account, cohort, programme, body }: Record<Names, string>) => ({
  enrolment: new mongoose.Types.ObjectId(enrolment),
  account: new mongoose.Types.ObjectId(account),
  cohort: new mongoose.Types.ObjectId(cohort),
  programme: new mongoose.Types.ObjectId(programme),
  body: new mongoose.Types.ObjectId(body),
});

type Prefilled = { claims: ClaimRecord[]; evidence: EvidenceRecord[] };

/** The learner's own accepted work stands ready as evidence for the units that it feeds. */
function prefill(units: readonly string[], works: readonly AcceptedWork[], now: Date): Prefilled {
  const relevant = works.filter((work) => work.units.some((unit) => units.includes(unit)));
  const pieces = relevant.map((work) => ({ work, piece: pieceOf(work, now) }));
  const claims = units.map((unit) => ({
    unit,
    note: '',
    evidence: pieces.filter(({ work }) => work.units.includes(unit)).map(({ piece }) => piece.id),
  }));
  return { claims, evidence: pieces.map(({ piece }) => piece) };
}

/** What was written counts as the evidence itself only where no file holds the work. */
const pieceOf = ({ title, acceptedAt, files, link, text }: AcceptedWork, now: Date): EvidenceRecord => ({
  id: new mongoose.Types.ObjectId().toHexString(),
  source: 'assignment',
  title: title.id,
  account: files.length === 0 ? text : '',
  madeOn: acceptedAt,
  addedAt: now,
  files: files.map(referenceTo),
  ...(link === '' ? {} : { link }),
});

/** What the candidate showed before may count again, once the new assessor has checked it. */
function repeatedEvidence({ claims, evidence }: AssessmentCase, units: readonly string[]): Prefilled {
  const repeated = claims.filter(({ unit }) => units.includes(unit));
  const wanted = new Set(repeated.flatMap((claim) => claim.evidence));
  const own = evidence.filter(({ id, source }) => source !== 'assessor' && wanted.has(id));
  const ownIds = new Set(own.map(({ id }) => id));
  return {
    claims: repeated.map((claim) => ({
      unit: claim.unit,
      note: '',
      evidence: claim.evidence.filter((id) => ownIds.has(id)),
    })),
    evidence: own.map(unchecked),
  };
}
