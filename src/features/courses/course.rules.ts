/** What no single file of a course can know: whether its files agree with each other and with the scheme. Pure. */
import { findMistakes } from '../questions/index.ts';
import type { AssignmentFile } from './assignment.content.ts';
import type {
  ClosingFile,
  CourseFile,
  FactsFile,
  GlossaryFile,
  HandbookFile,
  LessonFile,
  ModuleFile,
  ReadinessFile,
  TitledFile,
} from './course.content.ts';
import { findImageProblem, imagesIn, termsIn } from './lesson-links.rules.ts';
import type { QuizFile } from './quiz.content.ts';
import type { SchemeFile } from './scheme.content.ts';
import type { ContentFile, ContentProblem } from './yaml.content.ts';

export type LessonSource = Readonly<{ slug: string; content: ContentFile<LessonFile> }>;
export type ModuleSource = Readonly<{
  slug: string;
  content: ContentFile<ModuleFile>;
  lessons: readonly LessonSource[];
  quiz: ContentFile<QuizFile>;
  assignment: ContentFile<AssignmentFile>;
  /** The form of the assignment, an example of good work, and notes for who teaches. */
  template?: ContentFile<TitledFile>;
  example?: ContentFile<TitledFile>;
  notes?: ContentFile<TitledFile>;
  glossary?: ContentFile<GlossaryFile>;
  facts?: ContentFile<FactsFile>;
  /** The text of each SVG file in images/, by its name. */
  images: ReadonlyMap<string, string>;
}>;
/** The files of a course, each of the right shape. */
export type CourseSource = Readonly<{
  slug: string;
  content: ContentFile<CourseFile>;
  modules: readonly ModuleSource[];
  handbook?: ContentFile<HandbookFile>;
  readiness?: ContentFile<ReadinessFile>;
  closing?: ContentFile<ClosingFile>;
}>;

/** Every disagreement, in the order of the files. `schemes` are those that could be read, by slug. */
export function checkCourse(course: CourseSource, schemes: ReadonlyMap<string, SchemeFile>): ContentProblem[] {
  const { value, problemAt } = course.content;
  const scheme = schemes.get(value.scheme);
  return [
    ...problemIf(value.slug !== course.slug, () => problemAt(['slug'], `differs from its folder ${course.slug}`)),
    ...problemIf(scheme === undefined, () => problemAt(['scheme'], 'is no scheme that can be read')),
    ...repeated(course.modules, ({ content }) => content.value.code).map(({ content }) =>
      content.problemAt(['code'], 'is the code of another module too'),
    ),
    ...repeated(course.modules, ({ assignment }) => assignment.value.id).map(({ assignment }) =>
      assignment.problemAt(['id'], 'is the id of another assignment too'),
    ),
    ...checkGlossary(course.modules),
    ...checkReadiness(course),
    ...(course.handbook ? checkText(course.handbook) : []),
    ...course.modules.flatMap((module) => [
      ...checkWeeks(module, value.weeks),
      ...checkOutcomes(module),
      ...checkQuestions(module),
      ...checkFacts(module),
      ...module.lessons.flatMap(({ content }) => checkText(content)),
      ...checkImages(module),
      ...[module.assignment, module.template, module.example, module.notes].flatMap((file) =>
        file ? checkText(file) : [],
      ),
      ...(scheme ? checkUnits(module, scheme) : []),
    ]),
  ];
}

const problemIf = (condition: boolean, problem: () => ContentProblem) => (condition ? [problem()] : []);

function repeated<Item>(items: readonly Item[], nameOf: (item: Item) => string): Item[] {
  const names = items.map(nameOf);
  return items.filter((item, index) => names.indexOf(nameOf(item)) !== index);
}

function checkWeeks({ content, assignment }: ModuleSource, weeks: number): ContentProblem[] {
  const { week } = content.value;
  const { due_week: due } = assignment.value;
  return [
    ...problemIf(week > weeks, () => content.problemAt(['week'], `is after the last week, ${weeks}`)),
    ...problemIf(due > weeks, () => assignment.problemAt(['due_week'], `is after the last week, ${weeks}`)),
    ...problemIf(due < week, () => assignment.problemAt(['due_week'], `is before the week of its module, ${week}`)),
  ];
}

function checkOutcomes({ content, quiz, lessons }: ModuleSource): ContentProblem[] {
  const known = new Set(content.value.outcomes.map(({ id }) => id));
  const unknown = (file: ContentFile<unknown>, path: readonly PropertyKey[], outcome: string) =>
    problemIf(!known.has(outcome), () => file.problemAt(path, `${outcome} is no outcome of the module`));
  return [
    ...quiz.value.questions.flatMap(({ outcome }, index) => unknown(quiz, ['questions', index, 'outcome'], outcome)),
    ...lessons.flatMap((lesson) =>
      lesson.content.value.outcomes.flatMap((outcome, index) => unknown(lesson.content, ['outcomes', index], outcome)),
    ),
  ];
}

function checkQuestions({ quiz }: ModuleSource): ContentProblem[] {
  return quiz.value.questions.flatMap((question, index) =>
    findMistakes(question).map(({ path, message }) => quiz.problemAt(['questions', index, ...path], message)),
  );
}

function checkFacts({ facts, lessons }: ModuleSource): ContentProblem[] {
  const known = new Set(lessons.map(({ slug }) => slug));
  if (!facts) return [];
  return facts.value.facts.flatMap((fact, index) =>
    fact.lessons.flatMap((slug) =>
      problemIf(!known.has(slug), () =>
        facts.problemAt(['facts', index, 'lessons'], `${slug} is no lesson of the module`),
      ),
    ),
  );
}

/** A term is explained once in the course, and a link to one leads somewhere. */
function checkGlossary(modules: readonly ModuleSource[]): ContentProblem[] {
  const terms = modules.flatMap(({ glossary }) =>
    glossary ? glossary.value.terms.map(({ id }, index) => ({ id, index, glossary })) : [],
  );
  const known = new Set(terms.map(({ id }) => id));
  const lessons = modules.flatMap((module) => module.lessons.map(({ content }) => content));
  return [
    ...repeated(terms, ({ id }) => id).map(({ id, index, glossary }) =>
      glossary.problemAt(['terms', index, 'id'], `${id} is explained in another module too`),
    ),
    ...lessons.flatMap((lesson) =>
      termsIn(lesson.body).flatMap(({ id, offset }) =>
        problemIf(!known.has(id), () => lesson.problemInBody(offset, `${id} is no term of the glossary`)),
      ),
    ),
  ];
}

function checkReadiness({ readiness, modules }: CourseSource): ContentProblem[] {
  const known = new Set(modules.map(({ slug }) => slug));
  if (!readiness) return [];
  return readiness.value.items.flatMap(({ module }, index) =>
    problemIf(!known.has(module), () => readiness.problemAt(['items', index, 'module'], `${module} is no module`)),
  );
}

function checkImages({ slug, content, lessons, images }: ModuleSource): ContentProblem[] {
  const used = lessons.flatMap((lesson) =>
    imagesIn(lesson.content.body).map((image) => ({ ...image, file: lesson.content })),
  );
  const names = new Set(used.map(({ name }) => name));
  return [
    ...used.flatMap(({ file, offset, ...image }) => {
      const problem = findImageProblem(image, images.get(image.name));
      return problemIf(problem !== undefined, () => file.problemInBody(offset, `${image.name}: ${problem}`));
    }),
    ...[...images.keys()].flatMap((name) =>
      problemIf(!names.has(name), () => content.problemAt([], `images/${name} of ${slug} is shown in no lesson`)),
    ),
  ];
}

/** A tag would be shown to the learner as it stands, because the renderer takes no HTML. */
function checkText({ body, problemInBody }: ContentFile<unknown>): ContentProblem[] {
  const tags = [...body.matchAll(/<\/?[a-z][^>\n]*>/gi)];
  return [
    ...problemIf(body.trim() === '', () => problemInBody(0, 'has no text')),
    ...tags.map(({ index, 0: tag }) => problemInBody(index, `${tag} is HTML, which is not used here`)),
  ];
}

function checkUnits({ content, assignment }: ModuleSource, scheme: SchemeFile): ContentProblem[] {
  const criteriaOf = new Map(
    scheme.units.map((unit) => [unit.code, unit.elements.flatMap(({ criteria }) => criteria.map(({ id }) => id))]),
  );
  const unknownUnits = (file: ContentFile<{ units: readonly string[] }>) =>
    file.value.units.flatMap((code, index) =>
      problemIf(!criteriaOf.has(code), () => file.problemAt(['units', index], `${code} is no unit of the scheme`)),
    );
  const unknownCriteria = assignment.value.rubric.flatMap((row, rowIndex) =>
    row.evidence_for.flatMap(({ unit, criterion }, index) =>
      problemIf(!criteriaOf.get(unit)?.includes(criterion), () =>
        assignment.problemAt(
          ['rubric', rowIndex, 'evidence_for', index],
          `${unit} has no criterion ${criterion} in the scheme`,
        ),
      ),
    ),
  );
  return [...unknownUnits(content), ...unknownUnits(assignment), ...unknownCriteria];
}
