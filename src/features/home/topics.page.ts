/** The privacy notice and the help page: which topics they have, in which order. Pure. */
import type { Translate } from '../../platform/i18n.ts';
import type { PageModel } from '../../platform/page.ts';

/** Each kind of personal data with what it is, why it is kept, on which ground of UU 27/2022, and how long. */
const kindsOfData = ['account', 'identity', 'business', 'learning', 'assessment', 'certificate', 'technical'] as const;
const rights = ['see', 'correct', 'erase', 'withdraw', 'object', 'complain'] as const;
const questions = ['apply', 'nib', 'password', 'staffCode', 'upload', 'quiz', 'late', 'certificate', 'verify'] as const;

export const privacyPage = (t: Translate): PageModel => ({
  title: t('home.privacyTitle'),
  kinds: kindsOfData.map((kind) => ({
    title: t(`home.data.${kind}`),
    what: t(`home.dataWhat.${kind}`),
    why: t(`home.dataWhy.${kind}`),
    basis: t(`home.dataBasis.${kind}`),
    kept: t(`home.dataKept.${kind}`),
  })),
  rights: rights.map((right) => t(`home.right.${right}`)),
});

export const helpPage = (t: Translate): PageModel => ({
  title: t('home.helpTitle'),
  questions: questions.map((question) => ({
    title: t(`home.question.${question}`),
    answer: t(`home.answer.${question}`),
  })),
});
