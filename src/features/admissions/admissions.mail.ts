/** The letters to an applicant, in the language that they used last. */
import { type Language, translator } from '../../platform/i18n.ts';
import type { Mail } from '../../platform/mail/index.ts';

export type ApplicationNews = 'received' | 'accepted' | 'refused' | 'needs-fixing';

type Reader = Readonly<{ email: string; language: Language }>;

/** `address` opens the application after signing in. */
export function newsMail(
  { email, language }: Reader,
  news: ApplicationNews,
  { number, reason }: { number: string; reason: string },
  address: string,
): Mail {
  const t = translator(language);
  const values = { number, reason, address };
  return {
    to: email,
    subject: t(`admissions.mailSubject.${news}`, values),
    text: t(`admissions.mail.${news}`, values),
  };
}
