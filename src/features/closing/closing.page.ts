/** What is asked before a cohort ends or a programme closes. Pure. */
import type { Question } from '../../platform/confirmed.ts';
import type { Translate } from '../../platform/i18n.ts';
import type { Speech } from '../../platform/speech.ts';
import { type Cohort, type Programme, programmePaths } from '../programmes/index.ts';
import type { CohortAffected, ProgrammeAffected } from './affected.service.ts';

const concerned = ['learners', 'unfinished', 'attempts', 'works', 'applications', 'cases', 'staff'] as const;

/** Only what there is, is named; what stays as it is stands last. */
export function endQuestion(cohort: Cohort, affected: CohortAffected, t: Translate): Question {
  return {
    title: t('closing.endTitle', { name: cohort.name }),
    crumbs: [{ text: cohort.name, href: programmePaths.cohort(cohort.id) }, { text: t('closing.end') }],
    consequences: [
      ...concerned.flatMap((kind) =>
        affected[kind] > 0 ? t(`closing.endFor.${kind}`, { count: affected[kind] }) : [],
      ),
      t('closing.endKeeps'),
      t('closing.undoFor'),
    ],
    button: t('closing.end'),
    back: programmePaths.cohort(cohort.id),
    typed: cohort.name,
  };
}

export function closeQuestion(programme: Programme, affected: ProgrammeAffected, { t, lang }: Speech): Question {
  const name = programme.name[lang];
  return {
    title: t('closing.closeTitle', { name }),
    crumbs: [{ text: name, href: programmePaths.one(programme.id) }, { text: t('closing.close') }],
    consequences: [
      ...(['upcoming', 'applications', 'running'] as const).flatMap((kind) =>
        affected[kind] > 0 ? t(`closing.closeFor.${kind}`, { count: affected[kind] }) : [],
      ),
      t('closing.closeKeeps'),
      t('closing.undoFor'),
    ],
    button: t('closing.close'),
    back: programmePaths.one(programme.id),
    typed: name,
  };
}
