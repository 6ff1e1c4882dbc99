/** What the labour office sees of its programmes: totals, without small numbers and without names. Pure. */
import type { PageModel } from '../../platform/page.ts';
import { withQuery } from '../../platform/paths.ts';
import type { Speech } from '../../platform/speech.ts';
import { countText, findingText, shownCounts } from './funnel.page.ts';
import { smallestShown, stages } from './funnel.rules.ts';
import type { ProgrammeReport } from './funnel.service.ts';
import { reportPaths } from './reports.paths.ts';

type Listed = Readonly<{
  reports: readonly ProgrammeReport[];
  cities: readonly string[];
  page: number;
  pages: number;
}>;

export function officePage({ reports, cities, page, pages }: Listed, speech: Speech): PageModel {
  const { t, lang } = speech;
  return {
    title: t('reports.officeTitle', { city: cities.join(', ') }),
    stages: stages.map((stage) => t(`reports.stage.${stage}`)),
    programmes: reports.map((report) => {
      const shown = shownCounts(report, true);
      return {
        name: report.programme.name[lang],
        href: reportPaths.outcomes(report.programme.id),
        finding: findingText(report, shown.have, speech),
        counts: stages.map((stage) => countText(shown[stage], speech)),
      };
    }),
    smallestShown,
    page,
    pages,
    pathOf: (number: number) => withQuery(reportPaths.office(), { halaman: number }),
  };
}
