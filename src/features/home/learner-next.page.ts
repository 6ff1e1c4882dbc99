/** The one next thing of a learner, from the first lesson to the certificate. Pure. */
import type { CaseSummary } from '../assessments/index.ts';
import type { NextCard } from './card.page.ts';
import type { Speech } from './front.page.ts';
import { type CourseStep, nextStep } from './learner.rules.ts';
import type { Learning } from './learner.service.ts';

export function nextCard(learning: Learning, speech: Speech): NextCard {
  const { completion, inQuestion, cohort } = learning;
  const path = `/kelas/${cohort.id}`;
  if (inQuestion) return caseCard(inQuestion, speech);
  if (completion) return { title: speech.t('home.completedTitle'), hint: speech.t('home.completedHint') };
  const step = nextStep(learning);
  return step ? stepCard(step, path, speech) : waitingCard(path, speech);
}

function stepCard(step: CourseStep, path: string, { t, f, lang }: Speech): NextCard {
  const { module } = step;
  if (step.kind === 'lesson') {
    const { lesson } = step;
    const [place, of] = [module.lessons.indexOf(lesson) + 1, module.lessons.length];
    const size = f.bytes(lesson.bytes);
    return {
      eyebrow: t(place === 1 ? 'home.nextModule' : 'home.nextLesson', { title: module.title[lang] }),
      title: lesson.title,
      progress: {
        value: place - 1,
        max: of,
        label: t('home.lessonFacts', { code: module.code, place, of, minutes: lesson.minutes, size }),
      },
      link: { href: `${path}/materi/${lesson.key}`, text: t('home.continueReading') },
    };
  }
  if (step.kind === 'quiz') {
    const { title, draw, minutes } = module.quiz;
    return {
      eyebrow: t('home.nextQuiz', { code: module.code }),
      title: title[lang],
      hint: t('home.nextQuizHint', { questions: draw, minutes }),
      link: { href: `${path}/kuis/${module.slug}`, text: t('home.openQuiz') },
    };
  }
  const isReturned = step.state === 'returned';
  return {
    eyebrow: t(isReturned ? 'home.nextReturned' : 'home.nextAssignment', { code: module.code }),
    title: module.assignment.title[lang],
    hint: t(isReturned ? 'home.returnedHint' : 'home.nextAssignmentHint'),
    link: { href: `${path}/tugas/${module.assignment.id}`, text: t(isReturned ? 'home.fixWork' : 'home.openWork') },
  };
}

const waitingCard = (path: string, { t }: Speech): NextCard => ({
  title: t('home.waitingTitle'),
  hint: t('home.waitingHint'),
  link: { href: `${path}/kelulusan`, text: t('home.seeMissing') },
});

function caseCard({ id, number, step, examOn }: CaseSummary, { t, f }: Speech): NextCard {
  const href = step === 'see-certificate' ? '/sertifikat' : `/uji/${id}`;
  return {
    eyebrow: t('home.caseFacts', { number, date: f.longDate(examOn) }),
    title: t(`home.caseTitle.${step}`),
    hint: t(`home.caseHint.${step}`),
    link: { href, text: t(`home.caseAction.${step}`) },
  };
}
