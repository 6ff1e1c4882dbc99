/** Telling those whom an end, a closing, or the way back concerns. */
import { subscribe } from '../../platform/events.ts';
import { defineJob, enqueue } from '../../platform/jobs/index.ts';
import { writeTo } from '../accounts/index.ts';
import { letters } from './closing.mail.ts';
import type { News, Occasion, Reader } from './closing.rules.ts';
import { findOccasion, findReaders } from './notification.service.ts';

declare module '../../platform/jobs/index.ts' {
  interface Jobs {
    'closing.tell': { occasion: Occasion; reader: Reader };
  }
}

/** Called once when the system starts. */
export function startClosing(): void {
  defineJob('closing.tell', { work: ({ occasion, reader }) => tell(occasion, reader) });
  const ofCohort = (news: News) => (event: { cohort: string; at: string }) =>
    tellAll({ kind: 'cohort', news, id: event.cohort, at: event.at });
  const ofProgramme = (news: News) => (event: { programme: string; at: string }) =>
    tellAll({ kind: 'programme', news, id: event.programme, at: event.at });
  subscribe('cohort.ended', 'closing.tell', ofCohort('over'));
  subscribe('cohort.reopened', 'closing.tell', ofCohort('back'));
  subscribe('programme.closed', 'closing.tell', ofProgramme('over'));
  subscribe('programme.reopened', 'closing.tell', ofProgramme('back'));
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
async function tell(occasion: Occasion, reader: Reader): Promise<void> {
  const found = await findOccasion(occasion);
  if (found) await writeTo(reader.account, letters.closing(occasion.news, reader, found.name));
}
