/** What the pages about a programme's funnel show. Pure. */
import { csvOf } from '../../platform/csv.rules.ts';
import { isoDay, type Formatter } from '../../platform/format.ts';
import type { Language, Translate } from '../../platform/i18n.ts';
import type { Crumb, PageModel } from '../../platform/page.ts';
import { type Bar, chartOf } from './chart.page.ts';
import { smallestShown, type ShownCount, stages, withoutSmallCells } from './funnel.rules.ts';
import type { ProgrammeReport } from './funnel.service.ts';

/** How this request speaks. */
export type Speech = { t: Translate; f: Formatter; lang: Language };

/** A count that is too small to show is drawn as long as the largest of those. */
const barOf = (label: string, count: ShownCount, { t, f }: Speech): Bar => ({
  label,
  value: count === 'few' ? smallestShown - 1 : count,
  text: count === 'few' ? t('reports.few', { count: smallestShown }) : f.number(count),
});

/** What the programme's target says today, in a sentence; `shown` is what the reader may know of the count. */
export function findingText({ programme, finding }: Standing, shown: ShownCount, { t, f }: Speech): string {
  const sentence = t(`reports.finding.${finding.kind}`, {
    have: shown === 'few' ? t('reports.few', { count: smallestShown }) : f.number(shown),
    need: f.number(finding.need),
    unit: t(`reports.unitName.${programme.target.unit}`),
    count: finding.daysLeft,
  });
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
  const { programme, funnel, finding } = report;
  const { t, f, lang } = speech;
  const show = (count: number): ShownCount => (reader.isOutside ? withoutSmallCells(count) : count);
  const rows = stages.map((stage) => barOf(t(`reports.stage.${stage}`), show(funnel[stage]), speech));
  const need = t(`reports.targetOf.${programme.target.unit}`, { need: f.number(finding.need) });
  return {
    title: findingText(report, show(finding.have), speech),
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
  const { programme, funnel, finding } = report;
  const { t, lang } = speech;
  const show = (count: number) => {
    const shown = isOutside ? withoutSmallCells(count) : count;
    return shown === 'few' ? t('reports.few', { count: smallestShown }) : shown;
  };
  const heading = [t('reports.programme'), t('reports.countedOn'), t('reports.stage'), t('reports.count')];
  const rows = [
    ...stages.map((stage) => [programme.name[lang], isoDay(now), t(`reports.stage.${stage}`), show(funnel[stage])]),
    [programme.name[lang], isoDay(now), t('reports.target'), finding.need],
  ];
  const name = `${t('reports.fileName')}-${programme.slug}-${isoDay(now)}.csv`;
  return { name, text: csvOf([heading, ...rows]), rows: rows.length };
}
