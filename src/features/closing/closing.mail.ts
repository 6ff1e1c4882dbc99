/** The letters about an end or a closing, in the language that their reader used last. */
import { type Language, translator } from '../../platform/i18n.ts';
import type { Mail } from '../../platform/mail/index.ts';
import type { News, Reader } from './notice.service.ts';

type Addressee = Readonly<{ email: string; language: Language; name: string }>;

/** `what` is the name of the cohort or programme; `address` opens the page that shows how it stands. */
export function closingMail(
  { email, language, name }: Addressee,
  { as, news }: { as: Reader['as']; news: News },
  what: string,
  address: URL,
): Mail {
  const t = translator(language);
  const values = { name, what, address: address.href };
  return {
    to: email,
    subject: t(`closing.mailSubject.${as}.${news}`, values),
    text: t(`closing.mail.${as}.${news}`, values),
  };
}
