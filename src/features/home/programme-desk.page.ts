/** The desks of a programme admin and of the labour office. Pure. */
import type { Speech } from '../../platform/speech.ts';
import { programmeStates, programmePaths } from '../programmes/index.ts';
import { findingText, type ProgrammeReport, shownCounts, reportPaths } from '../reports/index.ts';
import type { Task } from './card.page.ts';
import type { Desk } from './desk.page.ts';
import type { ProgrammeDesk } from './programme-desk.service.ts';

export function programmeDesk({ reports }: ProgrammeDesk, speech: Speech): Desk {
  const { t, lang } = speech;
  const draft = reports.find(({ programme }) => programmeStates.is('draft', programme.state))?.programme;
  return {
    title: t('home.desk.programme'),
    ...(draft
      ? {
          next: {
            title: t('home.draftProgramme', { name: draft.name[lang] }),
            hint: t('home.draftProgrammeHint'),
            link: { href: programmePaths.one(draft.id), text: t('home.openProgramme') },
          },
        }
      : {}),
    tasks: reports.flatMap((report) => programmeTasks(report, speech)),
    empty: t('home.deskEmpty.programme'),
  };
}

function programmeTasks(report: ProgrammeReport, speech: Speech): Task[] {
  const { programme, funnel, finding } = report;
  const { t, f, lang } = speech;
  return [
    {
      title: programme.name[lang],
      href: programmePaths.one(programme.id),
      state: {
        kind: programmeStates.is('open', programme.state) ? 'now' : '',
        text: t(`home.programme.${programme.state}`),
      },
      hint: t('home.programmeCounts', { applied: f.number(funnel.applied), active: f.number(funnel.active) }),
    },
    {
      title: t('home.funnelOf', { name: programme.name[lang] }),
      href: reportPaths.funnel(programme.id),
      hint: findingText(report, finding.have, speech),
    },
  ];
}

/** Small numbers are hidden from the labour office here as on its own pages. */
export function officeDesk({ reports }: ProgrammeDesk, speech: Speech): Desk {
  const { t, lang } = speech;
  const [first] = reports;
  const found = (report: ProgrammeReport) => findingText(report, shownCounts(report, true).have, speech);
  return {
    title: t('home.desk.office'),
    ...(first
      ? {
          next: {
            eyebrow: first.programme.name[lang],
            title: found(first),
            link: { href: reportPaths.office(), text: t('home.seeOutcomes') },
          },
        }
      : {}),
    tasks: reports.map((report) => ({
      title: report.programme.name[lang],
      href: reportPaths.outcomes(report.programme.id),
      hint: found(report),
    })),
    empty: t('home.deskEmpty.office'),
  };
}
