/**
 * Whether a course is good enough to teach from, as far as a program can tell: lessons of a readable length in short
 * sentences, banks of questions large and mixed enough, every outcome taught and asked, every unit evidenced. Pure.
 */
import { findPatterns, findShortcomings, findToldKeys } from '../questions/index.ts';
import type { CourseSource, LessonSource, ModuleSource } from './course.rules.ts';
import { termsIn } from './lesson-links.rules.ts';
import { checkQuestionsTogether } from './questions-together.rules.ts';
import type { SchemeFile } from './scheme.content.ts';
import { longSentences, wordsIn } from './reading.rules.ts';
import type { ContentFile, ContentProblem } from './yaml.content.ts';

const lessonsInModule = { least: 4, most: 6 };
const wordsInLesson = { least: 500, most: 900 };
const wordsInSentence = 20;
const minutesOfLesson = { least: 5, most: 10 };
const questionsInBank = 25;
const typesInBank = 5;
const questionsOfOutcome = 3;
const criteriaInRubric = { least: 4, most: 6 };
const levelsOfCriterion = 4;
const modulesOfUnit = 2;
const termsInGlossary = 250;
const notesHeadings = ['Rencana kelas', 'Kegiatan', 'Kesalahan umum', 'Jawaban'];

/** Every shortcoming, in the order of the files. `today` is a day such as "2026-11-21". */
export function checkTeaching(course: CourseSource, scheme: SchemeFile | undefined, today: string): ContentProblem[] {
  return [
    ...course.modules.flatMap((module) => checkModule(module, today)),
    ...checkQuestionsTogether(course),
    ...(scheme ? checkCoverage(course, scheme) : []),
    ...checkWhole(course),
  ];
}

const problemIf = (condition: boolean, problem: () => ContentProblem) => (condition ? [problem()] : []);
const isWithin = (value: number, { least, most }: { least: number; most: number }) => value >= least && value <= most;

function checkModule(module: ModuleSource, today: string): ContentProblem[] {
  const { content, lessons, assignment } = module;
  const { least, most } = lessonsInModule;
  return [
    ...problemIf(!isWithin(lessons.length, lessonsInModule), () =>
      content.problemAt(['lessons'], `has ${lessons.length} lessons, expected ${least} to ${most}`),
    ),
    ...(['template', 'example', 'notes', 'glossary', 'facts'] as const).flatMap((name) =>
      problemIf(module[name] === undefined, () => content.problemAt([], `has no ${name}`)),
    ),
    ...lessons.flatMap(checkLesson),
    ...checkOutcomes(module),
    ...checkBank(module),
    ...checkRubric(assignment),
    ...(module.notes ? checkNotes(module.notes) : []),
    ...(module.facts ? checkReviewed(module.facts, today) : []),
  ];
}

const checkReviewed = (facts: NonNullable<ModuleSource['facts']>, today: string): ContentProblem[] =>
  facts.value.facts.flatMap(({ review_by }, index) =>
    problemIf(review_by <= today, () => facts.problemAt(['facts', index, 'review_by'], 'has passed: look again')),
  );

function checkLesson({ content }: LessonSource): ContentProblem[] {
  const { body, value } = content;
  const words = wordsIn(body);
  const headings = [...body.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading.trim());
  const links = termsIn(body);
  return [
    ...problemIf(!isWithin(words, wordsInLesson), () =>
      content.problemInBody(0, `has ${words} words, expected ${wordsInLesson.least} to ${wordsInLesson.most}`),
    ),
    ...problemIf(!isWithin(value.minutes, minutesOfLesson), () => content.problemAt(['minutes'], 'expected 5 to 10')),
    ...problemIf(value.outcomes.length === 0, () => content.problemAt([], 'names no outcome that it serves')),
    ...problemIf(headings[0] !== 'Situasi', () => content.problemInBody(0, 'does not begin with "## Situasi"')),
    ...problemIf(headings.at(-1) !== 'Coba sekarang', () =>
      content.problemInBody(0, 'does not end with "## Coba sekarang"'),
    ),
    ...problemIf(links.length === 0, () => content.problemInBody(0, 'links to no term of the glossary')),
    ...links
      .filter(({ id }, index) => links.findIndex((one) => one.id === id) !== index)
      .map(({ id, offset }) => content.problemInBody(offset, `links to ${id} a second time`)),
    ...longSentences(body, wordsInSentence).map(({ offset, words: length }) =>
      content.problemInBody(offset, `a sentence of ${length} words, expected at most ${wordsInSentence}`),
    ),
  ];
}

function checkOutcomes({ content, quiz, lessons }: ModuleSource): ContentProblem[] {
  return content.value.outcomes.flatMap(({ id }, index) => {
    const asked = quiz.value.questions.filter(({ outcome }) => outcome === id).length;
    const isTaught = lessons.some((lesson) => lesson.content.value.outcomes.includes(id));
    return [
      ...problemIf(asked < questionsOfOutcome, () =>
        content.problemAt(['outcomes', index], `is asked by ${asked} questions, expected ${questionsOfOutcome}`),
      ),
      ...problemIf(!isTaught, () => content.problemAt(['outcomes', index], 'is served by no lesson')),
    ];
  });
}

function checkBank({ quiz }: ModuleSource): ContentProblem[] {
  const { questions, cases } = quiz.value;
  const at = (message: string) => quiz.problemAt(['questions'], message);
  const types = new Set(questions.map(({ type }) => type));
  return [
    ...problemIf(questions.length < questionsInBank, () => at(`are ${questions.length}, expected ${questionsInBank}`)),
    ...problemIf(types.size < typesInBank, () => at(`are of ${types.size} types, expected ${typesInBank}`)),
    ...problemIf(cases.length === 0, () => quiz.problemAt([], 'has no case with questions of its own')),
    ...findPatterns(questions, 'bank').map(at),
    ...questions.flatMap((question, index) => {
      const situation = cases.find(({ id }) => id === question.case)?.text;
      return [...findShortcomings(question), ...findToldKeys(question, situation)].map(({ path, message }) =>
        quiz.problemAt(['questions', index, ...path], message),
      );
    }),
  ];
}

function checkRubric({ value, problemAt }: ModuleSource['assignment']): ContentProblem[] {
  return [
    ...problemIf(!isWithin(value.rubric.length, criteriaInRubric), () =>
      problemAt(['rubric'], `has ${value.rubric.length} criteria, expected 4 to 6`),
    ),
    ...value.rubric.flatMap(({ levels }, index) =>
      problemIf(levels.length !== levelsOfCriterion, () =>
        problemAt(['rubric', index, 'levels'], 'expected four levels'),
      ),
    ),
  ];
}

function checkNotes({ body, problemInBody }: ContentFile<unknown>): ContentProblem[] {
  const headings = [...body.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading.trim());
  return problemIf(headings.join() !== notesHeadings.join(), () =>
    problemInBody(0, `expected the headings ${notesHeadings.join(', ')}`),
  );
}

function checkCoverage({ content, modules }: CourseSource, scheme: SchemeFile): ContentProblem[] {
  const named = new Set(content.value.not_covered.map(({ unit }) => unit));
  return scheme.units.flatMap(({ code }) => {
    const evidence = modules.filter(({ assignment }) =>
      assignment.value.rubric.some((row) => row.evidence_for.some(({ unit }) => unit === code)),
    );
    return problemIf(evidence.length < modulesOfUnit && !named.has(code), () =>
      content.problemAt(['modules'], `give evidence for ${code} in ${evidence.length}, expected ${modulesOfUnit}`),
    );
  });
}

function checkWhole({ content, modules, handbook, readiness, closing }: CourseSource): ContentProblem[] {
  const terms = modules.reduce((sum, { glossary }) => sum + (glossary?.value.terms.length ?? 0), 0);
  const at = (message: string) => content.problemAt([], message);
  return [
    ...problemIf(terms < termsInGlossary, () => at(`explains ${terms} terms, expected ${termsInGlossary}`)),
    ...problemIf(handbook === undefined, () => at('has no handbook.md')),
    ...problemIf(readiness?.value.items.length !== 12, () => at('needs readiness.yaml with 12 items')),
    ...problemIf(closing === undefined, () => at('has no closing.yaml')),
  ];
}
