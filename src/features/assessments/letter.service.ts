/** Letters about a case, for those who gave an e-mail address; the pages tell everybody. */
import type { ClientSession } from 'mongoose';
import { formatterFor, type Formatter } from '../../platform/format.ts';
import { type Translate, translator } from '../../platform/i18n.ts';
import { queueMail } from '../../platform/mail/index.ts';
import { contactOf } from '../accounts/index.ts';
import type { AssessmentCase } from './case.service.ts';

type Letter = { subject: string; text: string };

/** To the assessor: a case waits for an answer. */
export const tellOffered = (one: AssessmentCase, session: ClientSession): Promise<void> =>
  write(one.assessor, session, (t, f) => ({
    subject: t('assessments.mailOfferedSubject', { number: one.number }),
    text: t('assessments.mailOffered', { number: one.number, day: f.longDate(one.examOn) }),
  }));

/** To the candidate: an assessor has accepted, so the consent can be signed. */
export const tellAccepted = (one: AssessmentCase, session: ClientSession): Promise<void> =>
  write(one.account, session, (t) => ({
    subject: t('assessments.mailAcceptedSubject', { number: one.number }),
    text: t('assessments.mailAccepted', { number: one.number }),
  }));

/** To the candidate: the day of the examination is another one. */
export const tellExamMoved = (one: AssessmentCase, session: ClientSession): Promise<void> =>
  write(one.account, session, (t, f) => ({
    subject: t('assessments.mailExamMovedSubject', { number: one.number }),
    text: t('assessments.mailExamMoved', { number: one.number, day: f.longDate(one.examOn) }),
  }));

/** To the candidate: the panel has decided. The outcome stands on the page, not in a letter. */
export const tellDecided = (one: AssessmentCase, session: ClientSession): Promise<void> =>
  write(one.account, session, (t) => ({
    subject: t('assessments.mailDecidedSubject', { number: one.number }),
    text: t('assessments.mailDecided', { number: one.number }),
  }));

/** To the candidate and to the assessor: a recommendation does not count, and somebody else examines. */
export async function tellSetAside(one: AssessmentCase, assessor: string, session: ClientSession): Promise<void> {
  const { number } = one;
  const subject = (t: Translate) => t('assessments.mailSetAsideSubject', { number });
  await write(one.account, session, (t) => ({
    subject: subject(t),
    text: t('assessments.mailSetAsideCandidate', { number }),
  }));
  await write(assessor, session, (t) => ({
    subject: subject(t),
    text: t('assessments.mailSetAsideAssessor', { number }),
  }));
}

async function write(
  account: string | undefined,
  session: ClientSession,
  letter: (t: Translate, f: Formatter) => Letter,
): Promise<void> {
  const contact = account === undefined ? undefined : await contactOf(account);
  if (contact?.email === undefined) return;
  const { email, language } = contact;
  await queueMail({ to: email, ...letter(translator(language), formatterFor(language)) }, session);
}
