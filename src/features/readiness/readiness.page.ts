/** What the page of export readiness shows. Pure. */
import type { Formatter } from '../../platform/format.ts';
import type { Speech } from '../../platform/speech.ts';
import type { Curriculum, ReadinessItem } from '../courses/index.ts';
import { lessonPaths } from '../lessons/index.ts';
import type { Cohort } from '../programmes/index.ts';
import type { Answers, ClassMean } from './answer.service.ts';
import { meanLevel, type Phase, phases } from './phase.rules.ts';
import { readinessPaths } from './readiness.paths.ts';

type ReadinessView = {
  cohort: Cohort;
  curriculum: Curriculum;
  /** What is taken now. */
  phase: Phase;
  answers: Answers;
  isLearner: boolean;
  means: readonly ClassMean[];
};

const highest = 3;

export function readinessPage(view: ReadinessView, { t, f, lang }: Speech) {
  const { cohort, curriculum, phase, answers, isLearner, means } = view;
  const title = t('readiness.title');
  const given = answers[phase];
  return {
    title,
    crumbs: [{ text: curriculum.title[lang], href: lessonPaths.course(cohort.id) }, { text: title }],
    path: readinessPaths.phase(cohort.id, phase),
    isLearner,
    phase: t(`readiness.phase.${phase}`),
    isAnswered: given !== undefined,
    items: curriculum.readiness.map((item) => question(item, answers, { t, lang })),
    values: Object.fromEntries(Object.entries(given?.levels ?? {}).map(([id, level]) => [id, String(level)])),
    rows: isLearner
      ? phases.map((one) => summaryRow(t(`readiness.phase.${one}`), meanLevel(answers[one]?.levels ?? {}), f))
      : means.map(({ phase: one, mean, count }) => ({
          ...summaryRow(t(`readiness.phase.${one}`), mean, f),
          count: t('readiness.answered', { count }),
        })),
  };
}

function question(
  { id, question: asked, levels }: ReadinessItem,
  answers: Answers,
  { t, lang }: Pick<Speech, 't' | 'lang'>,
) {
  const earlier = phases.flatMap((phase) => {
    const level = answers[phase]?.levels[id];
    return level === undefined ? [] : [{ phase: t(`readiness.phase.${phase}`), text: levels[level]?.[lang] ?? '' }];
  });
  return {
    id,
    legend: asked[lang],
    options: levels.map((level, index) => ({ value: String(index), text: level[lang] })),
    earlier,
  };
}

const summaryRow = (text: string, mean: number | undefined, f: Formatter) => ({
  text,
  share: mean === undefined ? undefined : mean / highest,
  level: mean === undefined ? undefined : f.number(Math.round(mean * 10) / 10),
});
