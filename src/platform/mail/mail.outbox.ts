/** The outbox: a letter and the job that sends it, written together. */
import type { ClientSession } from 'mongoose';
import { now } from '../clock.ts';
import { transaction } from '../database.ts';
import { defineJob, enqueue } from '../jobs/index.ts';
import { log } from '../log.ts';
import { createOne } from '../model.ts';
import { OutboxMail } from './mail.model.ts';
import { checkMail, isMailbox, type Mail } from './mail.rules.ts';
import { sendMail } from './mail.transport.ts';

declare module '../jobs/index.ts' {
  interface Jobs {
    'mail.send': { mailId: string };
  }
}

/**
 * Queues a letter; with a session it is sent only if that transaction commits. To an address that no letter can go to none
 * is queued, since a letter never undoes the decision it tells of. Throws InvalidMail for a subject or text of ours that is wrong.
 */
export async function queueMail(mail: Mail, session?: ClientSession): Promise<void> {
  if (!isMailbox(mail.to)) {
    // Without the address, which is a person's. The subject is ours, but it may hold a name.
    log.warn('a letter was not queued: its recipient has no address that letters can go to');
    return;
  }
  const checked = checkMail(mail);
  if (session) await write(checked, session);
  else await transaction((own) => write(checked, own));
}

async function write(mail: Mail, session: ClientSession): Promise<void> {
  const { _id: id } = await createOne(OutboxMail, mail, session);
  await enqueue('mail.send', { mailId: String(id) }, {}, session);
}

defineJob('mail.send', {
  // A mail server may be away for most of a day.
  maxAttempts: 30,
  work: async ({ mailId }) => {
    const letter = await OutboxMail.findById(mailId).lean();
    // Without a text it was sent by an earlier attempt whose outcome could not be recorded.
    if (letter?.text === undefined) return;
    await sendMail({ id: mailId, to: letter.to, subject: letter.subject, text: letter.text });
    await OutboxMail.updateOne({ _id: mailId }, { $set: { sentAt: now() }, $unset: { text: 1 } });
  },
});
