/** The instruments of one unit as they are printed. Pure. */
import type { Speech } from '../../platform/speech.ts';
import type { Instruments } from '../assessors/index.ts';
import { paperHead } from './case.page.ts';
import type { UnitView } from './case.view.ts';
import { deskCrumbs } from './record.page.ts';
import { withQuery } from '../../platform/paths.ts';
import { assessmentPaths } from './assessments.paths.ts';

export type InstrumentView = UnitView & Instruments;

export function instrumentPage({ one, scheme, parties, unit, instruments, notice }: InstrumentView, speech: Speech) {
  const criteria = new Map(unit.elements.flatMap((element) => element.criteria.map(({ id, text }) => [id, text])));
  return {
    title: speech.t('assessments.instrumentsOf', { unit: unit.title[speech.lang] }),
    head: paperHead({ one, scheme, parties }, speech),
    crumbs: deskCrumbs({ one }, speech, unit.code),
    unit,
    number: one.number,
    instruments,
    criterionText: (id: string) => `${id} ${criteria.get(id) ?? ''}`,
    notice: notice[speech.lang],
    back: assessmentPaths.unit(one.id, unit.code),
    candidateSheet: withQuery(assessmentPaths.instrument(one.id, unit.code), { lembar: 'asesi' }),
  };
}
