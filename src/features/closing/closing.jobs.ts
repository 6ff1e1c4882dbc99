/** Telling those whom an end, a closing, or the way back concerns. */
import type { Config } from '../../platform/config.ts';
import { subscribe } from '../../platform/events.ts';
import { defineJob, enqueue } from '../../platform/jobs/index.ts';
import { queueMail } from '../../platform/mail/index.ts';
import { contactOf, findPerson } from '../accounts/index.ts';
import { closingMail } from './closing.mail.ts';
import { findOccasion, findReaders, type News, type Occasion, type Reader } from './notice.service.ts';

declare module '../../platform/jobs/index.ts' {
  interface Jobs {
    'closing.tell': { occasion: Occasion; reader: Reader };
  }
}

/** Called once when the system starts. */
export function startClosing({ baseUrl }: Pick<Config, 'baseUrl'>): void {
  defineJob('closing.tell', { work: ({ occasion, reader }) => tell(occasion, reader, baseUrl) });
  const toldOf = (kind: Occasion['kind'], news: News) => (event: { at: string; cohort?: string; programme?: string }) =>
    tellAll({ kind, news, id: (event.cohort ?? event.programme)!, at: event.at });
  subscribe('cohort.ended', 'closing.tell', toldOf('cohort', 'over'));
  subscribe('cohort.reopened', 'closing.tell', toldOf('cohort', 'back'));
  subscribe('programme.closed', 'closing.tell', toldOf('programme', 'over'));
  subscribe('programme.reopened', 'closing.tell', toldOf('programme', 'back'));
}

/** A job for each reader, so that a letter that fails keeps nobody else waiting, and none is written twice. */
async function tellAll(occasion: Occasion): Promise<void> {
  for (const reader of await findReaders(occasion)) {
    const { kind, news, id, at } = occasion;
    const uniqueKey = `closing.tell@${kind}@${id}@${news}@${at}@${reader.account}@${reader.as}`;
    await enqueue('closing.tell', { occasion, reader }, { uniqueKey });
  }
}

/** A letter that comes after the act was taken back, or done again, says nothing any more. */
async function tell(occasion: Occasion, reader: Reader, baseUrl: URL): Promise<void> {
  const [found, person, contact] = await Promise.all([
    findOccasion(occasion),
    findPerson(reader.account),
    contactOf(reader.account),
  ]);
  if (!found || !person || contact?.email === undefined) return;
  const to = { email: contact.email, language: contact.language, name: person.name };
  await queueMail(
    closingMail(
      to,
      { as: reader.as, news: occasion.news },
      found.name[contact.language],
      new URL(reader.path, baseUrl),
    ),
  );
}
