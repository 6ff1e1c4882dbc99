/** What a letter to a person consists of, and how it reads. Pure. */
import type { Language } from '../../platform/i18n.ts';
import { isMailbox, type Mail } from '../../platform/mail/index.ts';
import type { Path } from '../../platform/paths.ts';
import { type Speech, speechIn } from '../../platform/speech.ts';

/** Nobody is written to without a page to open: the greeting and the address are added to every letter. */
export type Letter = Readonly<{
  /** One line; it may stand in a list of messages by itself. */
  subject: string;
  /** What happened and what to do: paragraphs, separated by an empty line. */
  text: string;
  /** The page that it is about, as its reader opens it after signing in: `/uji/…`. */
  path: Path;
  /** Said after the address, such as what to do when it was not the reader who asked. */
  note?: string;
}>;

/** A letter is composed in the language of whoever reads it. */
export type Compose = (speech: Speech) => Letter;
/** The letters of a feature, each by what it is about. Of what they say a test renders every one in both languages. */
export type Letters = Readonly<Record<string, (...about: never[]) => Compose>>;

export type Reader = Readonly<{ email: string; name: string; language: Language }>;

/** Whether letters reach a person: at a proved address, not yet at one that was only typed, or nowhere at all. */
export type LetterStanding = 'reach' | 'unproven' | 'none';

export const letterStandingOf = (email: string | undefined, isProven: boolean): LetterStanding =>
  email === undefined || !isMailbox(email) ? 'none' : isProven ? 'reach' : 'unproven';

/** `addressOf` gives the whole address of a page. */
export function asMail({ email, name, language }: Reader, compose: Compose, addressOf: (path: string) => string): Mail {
  const speech = speechIn(language);
  const { t } = speech;
  const { subject, text, path, note } = compose(speech);
  const greeting = t('accounts.mailGreeting', { name });
  const parts = [greeting, text, t('accounts.mailOpen'), addressOf(path), ...(note ? [note] : [])];
  return { to: email, subject, text: parts.join('\n\n') };
}
