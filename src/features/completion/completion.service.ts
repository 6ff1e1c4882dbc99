/** Completions: deciding them, and who has completed. */
import mongoose, { type Types } from 'mongoose';
import { type CompletionRecord, CompletionModel, type PartRecord } from './completion.model.ts';

export type Completion = Readonly<{
  id: string;
  enrolment: string;
  account: string;
  cohort: string;
  programme: string;
  decidedAt: Date;
  facts: readonly PartRecord[];
}>;

const plain = (stored: CompletionRecord & { _id: Types.ObjectId }): Completion => ({
  id: String(stored._id),
  enrolment: String(stored.enrolment),
  account: String(stored.account),
  cohort: String(stored.cohort),
  programme: String(stored.programme),
  decidedAt: stored.decidedAt,
  facts: stored.facts,
});

export async function completionOf(enrolmentId: string): Promise<Completion | undefined> {
  const stored = await CompletionModel.findOne({ enrolment: enrolmentId }).lean();
  return stored ? plain(stored) : undefined;
}

/** For many learners at once, by enrolment; who has not completed is not in the map. */
export async function completionsOf(enrolmentIds: readonly string[]): Promise<Map<string, Completion>> {
  const found = await CompletionModel.find({ enrolment: mongoose.trusted({ $in: enrolmentIds }) }).lean();
  return new Map(found.map((stored) => [String(stored.enrolment), plain(stored)]));
}

/** How many people have completed a programme, or a cohort of it. */
export const countCompletions = async (filter: { programme: string } | { cohort: string }): Promise<number> =>
  (await CompletionModel.distinct('account', filter)).length;
