/** The letters about an end or a closing. */
import type { Bilingual } from '../../platform/i18n.ts';
import type { Letters } from '../accounts/index.ts';
import type { News, Reader } from './closing.rules.ts';

export const letters = {
  /** `what` is the name of the cohort or programme; the reader's path opens the page that shows how it stands. */
  closing:
    (news: News, { as, path }: Pick<Reader, 'as' | 'path'>, what: Bilingual) =>
    ({ t, lang }) => ({
      subject: t(`closing.mailSubject.${as}.${news}`, { what: what[lang] }),
      text: t(`closing.mail.${as}.${news}`, { what: what[lang] }),
      path,
    }),
} satisfies Letters;
