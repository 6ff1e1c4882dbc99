/** An assessor's own observation as evidence for a unit. Pure. */
import { type FileReference, uploadField } from '../../platform/files/index.ts';
import type { Speech } from '../../platform/speech.ts';
import { evidenceUploads } from './candidate.form.ts';
import { paperHead } from './case.page.ts';
import type { UnitView } from './case.view.ts';
import { deskCrumbs } from './record.page.ts';
import { assessmentPaths } from './assessments.paths.ts';

export function observationPage(view: UnitView, waiting: readonly FileReference[], speech: Speech) {
  const { one, unit } = view;
  const [queue, desk] = deskCrumbs(view, speech, '');
  const title = speech.t('assessments.ownObservation');
  return {
    title,
    head: paperHead(view, speech),
    crumbs: [queue, desk, { text: unit.code, href: assessmentPaths.unit(one.id, unit.code) }, { text: title }].filter(
      (crumb) => crumb !== undefined,
    ),
    unitTitle: unit.title[speech.lang],
    waiting,
    upload: uploadField(evidenceUploads, speech.lang),
    action: assessmentPaths.addEvidence(one.id, unit.code),
    back: assessmentPaths.unit(one.id, unit.code),
  };
}
