/** How a text that no font draws is written on paper, as a certification manager has spelled it. */
import { createHash } from 'node:crypto';
import { recordAudit } from '../../platform/audit.ts';
import { isDuplicate, transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { must } from '../../platform/must.ts';
import { type BlockedRecord, HeldModel, SpellingModel } from './held.model.ts';
import { type Held, tryAgain, tryAllAgain } from './held.service.ts';

/** What the form showed: other texts may block by the time it comes back. */
export const seenTexts = (texts: readonly BlockedRecord[]): string =>
  createHash('sha256')
    .update(JSON.stringify(texts.map(({ text }) => text)))
    .digest('hex')
    .slice(0, 16);

/**
 * Keeps a spelling for each text in the order of the held certificate's, and tries again at once, all others of the body
 * that wait for the same text too. Of two who spell it differently the first counts. Throws Conflict for the other, and when
 * the certificate waits for something else by now.
 */
export async function saveSpellings(held: Held, spellings: readonly string[], by: string, now: Date): Promise<void> {
  const [first] = held.texts;
  if (!first) throw new Conflict('certificates.heldChanged');
  await transaction(async (session) => {
    const waiting = { _id: held.id, cause: 'text' as const, 'texts.text': first.text };
    const { matchedCount } = await HeldModel.updateOne(waiting, { $set: { lastTriedAt: now } }, { session });
    if (matchedCount === 0) throw new Conflict('certificates.heldChanged');
    for (const [index, { kind, text }] of held.texts.entries()) {
      const spelling = must(spellings[index], `the spelling of text ${index}`);
      const scope = kind === 'holder' ? held.account : held.body;
      // Whoever spells it in another way meets the index over scope and text.
      await SpellingModel.updateOne({ scope, text, spelling }, { $setOnInsert: { by } }, { session, upsert: true });
      const target = { kind: 'assessment-case', id: held.case };
      const detail = { number: held.number, kind, text, spelling };
      await recordAudit({ actor: by, action: 'certificates.spell', target, detail }, session);
    }
  }).catch((error: unknown) => {
    throw isDuplicate(error) ? new Conflict('certificates.heldChanged') : error;
  });
  await tryAgain(held.case);
  await tryAllAgain('text', held.body);
}
