/** What the pages about a programme's funnel show. Pure. */
import { csvOf } from '../../platform/csv.rules.ts';
import { isoDay } from '../../platform/format.ts';
import type { Crumb, PageModel } from '../../platform/page.ts';
import type { Speech } from '../../platform/speech.ts';
import { type Bar, chartOf } from './chart.page.ts';
import { smallestShown, type ShownCount, stages, withoutSmallGroups } from './funnel.rules.ts';
import type { ProgrammeReport } from './funnel.service.ts';

/** What the reader may know of each count: all of it, or, from outside, nothing of small groups. */
export const shownCounts = ({ funnel, finding }: Pick<ProgrammeReport, 'funnel' | 'finding'>, isOutside: boolean) => {
  const counts = { ...funnel, have: finding.have };
  return isOutside ? withoutSmallGroups(counts) : counts;
};

export const countText = (count: ShownCount, { t, f }: Pick<Speech, 't' | 'f'>): string =>
  count === 'hidden' ? t('reports.hidden') : f.number(count);

/** A count that is not shown has no bar: its length would tell. */
const barOf = (label: string, count: ShownCount, speech: Speech): Bar => ({
  label,
  value: count === 'hidden' ? 0 : count,
  text: countText(count, speech),
});

/** What the programme's target says today, in a sentence; `shown` is what the reader may know of the count. */
export function findingText({ programme, finding }: Standing, shown: ShownCount, { t, f }: Speech): string {
  const target = { need: f.number(finding.need), unit: t(`reports.unitName.${programme.target.unit}`) };
  const sentence =
    shown === 'hidden'
      ? t('reports.findingHidden', target)
      : t(`reports.finding.${finding.kind}`, { ...target, have: f.number(shown), count: finding.daysLeft });
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

type Standing = Pick<ProgrammeReport, 'programme' | 'finding'>;

type Reader = Readonly<{
  /** Whether small counts are hidden from this reader. */
  isOutside: boolean;
  crumbs: readonly Crumb[];
  csvPath: string;
}>;

export function funnelPage(report: ProgrammeReport, reader: Reader, speech: Speech): PageModel {
  const { programme, finding } = report;
  const { t, f, lang } = speech;
  const shown = shownCounts(report, reader.isOutside);
  const rows = stages.map((stage) => barOf(t(`reports.stage.${stage}`), shown[stage], speech));
  const need = t(`reports.targetOf.${programme.target.unit}`, { need: f.number(finding.need) });
  return {
    title: findingText(report, shown.have, speech),
    crumbs: [...reader.crumbs, { text: t('reports.funnel') }],
    programme: programme.name[lang],
    period: t('reports.period', { from: f.date(programme.target.from), until: f.date(programme.target.until) }),
    rows,
    chart: chartOf(rows, { value: finding.need, text: need }),
    need,
    isOutside: reader.isOutside,
    smallestShown,
    csvPath: reader.csvPath,
  };
}

/** `rows` counts them without the heading. */
export type CsvFile = Readonly<{ name: string; text: string; rows: number }>;

/** The same numbers as the page, with the day on which they were counted. */
export function funnelFile(report: ProgrammeReport, isOutside: boolean, speech: Speech, now: Date): CsvFile {
  const { programme, finding } = report;
  const { t, lang } = speech;
  const shown = shownCounts(report, isOutside);
  const cellOf = (count: ShownCount) => (count === 'hidden' ? t('reports.hidden') : count);
  const heading = [t('reports.programme'), t('reports.countedOn'), t('reports.stage'), t('reports.count')];
  const rows = [
    ...stages.map((stage) => [programme.name[lang], isoDay(now), t(`reports.stage.${stage}`), cellOf(shown[stage])]),
    [programme.name[lang], isoDay(now), t('reports.target'), finding.need],
  ];
  const name = `${t('reports.fileName')}-${programme.slug}-${isoDay(now)}.csv`;
  return { name, text: csvOf([heading, ...rows]), rows: rows.length };
}
