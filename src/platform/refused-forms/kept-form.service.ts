/** Keeps a form for the account that it was shown to, for an hour, and for nobody else. */
import mongoose from 'mongoose';
import { decryptField, encryptField, hashToken, randomToken } from '../crypto.ts';
import { KeptForm } from './kept-form.model.ts';
import type { SentForm } from './sent-form.ts';

export const keptMinutes = 60;
const mostPerAccount = 20;

const addressOf = (id: string) => ({ collection: 'kept_forms', id, field: 'form' });

/** Returns the token that opens it. The oldest ones give way when somebody has too many. */
export async function keepForm(sent: SentForm, account: string, now: Date): Promise<string> {
  const token = randomToken();
  const _id = hashToken(token);
  const form = encryptField(JSON.stringify(sent), addressOf(_id));
  await KeptForm.create({ _id, account, form, until: new Date(now.getTime() + keptMinutes * 60_000) } as never);
  const old = await KeptForm.find({ account }, { _id: 1 }).sort({ until: -1, _id: -1 }).skip(mostPerAccount).lean();
  if (old.length > 0) await KeptForm.deleteMany({ _id: mongoose.trusted({ $in: old.map((one) => one._id) }) });
  return token;
}

/** Undefined when it is somebody else's, or no longer kept. */
export async function findKeptForm(token: string, account: string, now: Date): Promise<SentForm | undefined> {
  const _id = hashToken(token);
  const found = await KeptForm.findOne({ _id, account, until: mongoose.trusted({ $gt: now }) }).lean();
  return found ? (JSON.parse(decryptField(found.form, addressOf(_id))) as SentForm) : undefined;
}
