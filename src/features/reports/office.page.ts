/** What the labour office sees of its programmes: totals, without small numbers and without names. Pure. */
import type { PageModel } from '../../platform/page.ts';
import { type Paged, pagerOf } from '../../platform/paging.ts';
import type { Speech } from '../../platform/speech.ts';
import { countText, findingText, shownCounts } from './funnel.page.ts';
import { smallestShown, stages } from './funnel.rules.ts';
import type { ProgrammeReport } from './funnel.service.ts';
import { reportPaths } from './reports.paths.ts';

export function officePage(listed: Paged<ProgrammeReport>, cities: readonly string[], speech: Speech): PageModel {
  const { t, lang } = speech;
  return {
    title: t('reports.officeTitle', { city: cities.join(', ') }),
    stages: stages.map((stage) => t(`reports.stage.${stage}`)),
    programmes: listed.items.map((report) => {
      const shown = shownCounts(report, true);
      return {
        name: report.programme.name[lang],
        href: reportPaths.outcomes(report.programme.id),
        finding: findingText(report, shown.have, speech),
        counts: stages.map((stage) => countText(shown[stage], speech)),
      };
    }),
    smallestShown,
    ...pagerOf(listed, reportPaths.office()),
  };
}
