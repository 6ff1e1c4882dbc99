import type { FormValues } from '../../platform/forms.ts';
import { uploadField } from '../../platform/files/index.ts';
import type { PageModel } from '../../platform/page.ts';
import type { Speech } from '../../platform/speech.ts';
import { admissionPaths } from './admissions.paths.ts';
import { elsewhere, maxProofs, requiredSteps, type Step } from './application.rules.ts';
import { applicationStates } from './application.states.ts';
import { type Place, placesOf, proofHref, stepHref } from './place.page.ts';
import { proofRules } from './step.form.ts';
import type { Application } from './reading.service.ts';

/** One topic, one page. */
export function stepPage(
  { cohort, programme, application }: Place,
  step: Step,
  holder: { name: string },
  { t, lang }: Speech,
): PageModel {
  const all = requiredSteps(cohort.eligibility);
  const position = { step: all.indexOf(step) + 1, steps: all.length };
  const check = step === 'person' ? undefined : application.checks[step];
  return {
    title: t(`admissions.step.${step}`),
    crumbs: [
      { text: t('admissions.taskListTitle'), href: admissionPaths.application(cohort.id) },
      { text: t('admissions.stepOf', position) },
    ],
    upload: uploadField(proofRules, lang),
    maxProofs,
    action: stepHref(cohort.id, step),
    step,
    applicantName: holder.name,
    city: programme.city.name,
    places: [
      ...placesOf(programme).map(({ code, name }) => ({ value: code, text: name })),
      { value: elsewhere, text: t('admissions.elsewhere', { city: programme.city.name }) },
    ],
    proofs: (check?.proofs ?? []).map((proof) => ({ ...proof, href: proofHref(application.id, proof) })),
    fixNote: noteOn(application, step),
    nikMasked: application.person.nik,
    nibMasked: application.checks.nib.number,
    values: storedValues(application, step),
  };
}

/** What the verifier asked to have fixed here. */
function noteOn({ checks, state }: Application, step: Step): string | undefined {
  const decision = checks[step === 'person' ? 'localId' : step].decision;
  return applicationStates.is('fixing', state) && decision?.verdict === 'needs-fixing' ? decision.note : undefined;
}

/** The stored statement as form fields. Numbers are not among them: a page shows them masked only. */
function storedValues({ person, checks }: Application, step: Step): FormValues {
  if (step !== 'person') return asTyped(checks[step], ['number', 'proofs', 'decision', 'savedAt']);
  const [birthYear = '', birthMonth = '', birthDay = ''] = person.birthDate?.split('-') ?? [];
  return { ...asTyped(person, ['nik', 'birthDate', 'savedAt']), birthDay, birthMonth, birthYear };
}

const asTyped = (stored: object, left: readonly string[]): FormValues =>
  Object.fromEntries(
    Object.entries(stored)
      .filter(([name, value]) => !left.includes(name) && value !== undefined)
      .map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  );
