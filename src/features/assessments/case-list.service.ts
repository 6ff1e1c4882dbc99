/** Lists of cases, each a page of 25 and served by an index. */
import mongoose from 'mongoose';
import { findPage, type Paged } from '../../platform/paging.ts';
import { CaseModel, type CaseRecord } from './case.model.ts';
import { type AssessmentCase, type CaseFilter, plainCase } from './case.service.ts';
import { type CaseState, caseStates } from './case.states.ts';

/** Of a candidate's own cases: more than anybody has. */
const mostOwn = 25;
/** As many cases as one meeting takes up. */
const mostTakenUp = 25;
/** A run of the routing job takes up this many; the others wait for its next one. */
const perSearch = 200;

/** What a row of a list needs; the record itself is read on the case's own page. */
const rowFields = { claims: 0, evidence: 0, findings: 0, routing: 0, setAside: 0 } as const;

const asRow = (stored: Omit<CaseRecord, keyof typeof rowFields> & { _id: mongoose.Types.ObjectId }): CaseRow =>
  plainCase({ ...stored, claims: [], evidence: [], findings: [], routing: [], setAside: [] });

export type CaseRow = Omit<AssessmentCase, keyof typeof rowFields>;
export type CasePage = Paged<CaseRow>;

const listPage = (filter: CaseFilter, page: number): Promise<CasePage> =>
  findPage(CaseModel, filter, { page, sort: { examOn: 1, _id: 1 }, select: rowFields }, asRow);

/** An assessor's own cases in these states, the earliest exam first. */
export const listOfAssessor = (accountId: string, states: readonly CaseState[], page: number): Promise<CasePage> =>
  listPage({ assessor: accountId, state: mongoose.trusted({ $in: [...states] }) }, page);

/** The cases of these certification bodies in these states. */
export const listOfBodies = (
  bodies: readonly string[],
  states: readonly CaseState[],
  page: number,
): Promise<CasePage> =>
  listPage({ body: mongoose.trusted({ $in: [...bodies] }), state: mongoose.trusted({ $in: [...states] }) }, page);

/** All cycles of a candidate's own cases, the latest first: a handful. */
export async function listOwnCases(accountId: string): Promise<CaseRow[]> {
  const found = await CaseModel.find({ account: accountId }, rowFields)
    .sort({ openedAt: -1, _id: -1 })
    .limit(mostOwn)
    .lean();
  return found.map(asRow);
}

/** Offers made at or before this moment that nobody has answered. */
export async function listUnanswered(offeredBefore: Date): Promise<{ id: string; assessor: string }[]> {
  const filter = { ...caseStates.where('offered'), offeredAt: mongoose.trusted({ $lte: offeredBefore }) };
  const found = await CaseModel.find(filter, { assessor: 1 }).sort({ offeredAt: 1, _id: 1 }).limit(perSearch).lean();
  return found.map(({ _id, assessor }) => ({ id: String(_id), assessor: String(assessor) }));
}

/** Ids of cases that still have no assessor, those opened first in front. */
export async function listUnassigned(): Promise<string[]> {
  const found = await CaseModel.find(caseStates.where('waitsForAssessor'), { _id: 1 })
    .sort({ openedAt: 1, _id: 1 })
    .limit(perSearch)
    .lean();
  return found.map(({ _id }) => String(_id));
}

/** The cases of one minute, in no order. */
export const listBeforePanel = async (minute: string): Promise<AssessmentCase[]> =>
  (await CaseModel.find({ minute }).lean()).map(plainCase);

/** Recommended and in no minute yet, the earliest exam first: a page of what a panel may take up. */
export async function listWaitingForPanel(body: string): Promise<AssessmentCase[]> {
  const found = await CaseModel.find({ body, ...caseStates.where('beforePanel'), minute: null })
    .sort({ examOn: 1, _id: 1 })
    .limit(mostTakenUp)
    .lean();
  return found.map(plainCase);
}
