/** Keeping answers one by one while an attempt is open. */
import mongoose from 'mongoose';
import type { Value } from '../questions/index.ts';
import { AttemptModel } from './attempt.model.ts';
import { overSince } from './attempt.rules.ts';

/** The sequence is counted by the page that sends: the higher one was given later. */
export type Answer = Readonly<{ question: string; value: Value; sequence: number }>;
export type Own = Readonly<{ id: string; account: string }>;
export type Saving = 'saved' | 'stale' | 'over';

/**
 * One conditional update. `stale`: a newer answer is kept already. `over`: the attempt was submitted or its time is up,
 * and what had been kept stays as it was. Sending the same answer again is `saved` again.
 */
export async function saveAnswer({ id, account }: Own, answer: Answer, now: Date): Promise<Saving> {
  const { question, value, sequence } = answer;
  const open = { _id: id, account, state: 'open', deadline: mongoose.trusted({ $gt: overSince(now) }) } as const;
  const { matchedCount } = await AttemptModel.updateOne(
    { ...open, questions: mongoose.trusted({ $elemMatch: { id: question, sequence: { $lt: sequence } } }) },
    { $set: { 'questions.$.value': value, 'questions.$.sequence': sequence, 'questions.$.savedAt': now } },
  );
  if (matchedCount > 0) return 'saved';

  const attempt = await AttemptModel.findOne(open, { questions: 1 }).lean();
  if (!attempt) return 'over';
  const kept = attempt.questions.find((one) => one.id === question);
  const isSame = kept?.sequence === sequence && JSON.stringify(kept.value) === JSON.stringify(value);
  return isSame ? 'saved' : 'stale';
}
