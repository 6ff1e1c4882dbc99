/** The paper that goes with an assignment: its form, and an example of good work. Pure. */
import type { Speech } from '../../platform/speech.ts';
import type { Form } from '../courses/index.ts';
import { lessonPaths } from '../lessons/index.ts';
import { assignmentPaths } from './assignments.paths.ts';
import type { ClassAssignment } from './class-assignment.service.ts';

export function formPage({ cohort, curriculum, module, assignment }: ClassAssignment, form: Form, { t, lang }: Speech) {
  return {
    title: form.title,
    crumbs: [
      { text: curriculum.title[lang], href: lessonPaths.course(cohort.id) },
      { text: `${module.code} ${assignment.title[lang]}`, href: assignmentPaths.one(cohort.id, assignment.id) },
      { text: form.title },
    ],
    language: curriculum.language,
    form,
    isExample: form === module.example,
    back: { text: t('assignments.backToAssignment'), href: assignmentPaths.one(cohort.id, assignment.id) },
  };
}
