/** What no single file of a course can know: whether its files agree with each other and with the scheme. Pure. */
import type { AssignmentFile } from './assignment.content.ts';
import type { CourseFile, LessonFile, ModuleFile } from './course.content.ts';
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
}>;
/** The files of a course, each of the right shape. */
export type CourseSource = Readonly<{
  slug: string;
  content: ContentFile<CourseFile>;
  modules: readonly ModuleSource[];
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
    ...course.modules.flatMap((module) => [
      ...checkWeeks(module, value.weeks),
      ...checkOutcomes(module),
      ...module.lessons.flatMap(({ content }) => checkText(content)),
      ...checkText(module.assignment),
      ...(scheme ? checkUnits(module, scheme) : []),
    ]),
  ];
}

const problemIf = (condition: boolean, problem: () => ContentProblem) => (condition ? [problem()] : []);

function repeated<Item>(items: readonly Item[], nameOf: (item: Item) => string): Item[] {
  const names = items.map(nameOf);
  return items.filter((_item, place) => names.indexOf(names[place]!) !== place);
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

function checkOutcomes({ content, quiz }: ModuleSource): ContentProblem[] {
  const known = new Set(content.value.outcomes.map(({ id }) => id));
  return quiz.value.questions.flatMap(({ outcome }, place) =>
    problemIf(!known.has(outcome), () =>
      quiz.problemAt(['questions', place, 'outcome'], `${outcome} is no outcome of the module`),
    ),
  );
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
    file.value.units.flatMap((code, place) =>
      problemIf(!criteriaOf.has(code), () => file.problemAt(['units', place], `${code} is no unit of the scheme`)),
    );
  const unknownCriteria = assignment.value.rubric.flatMap((row, rowPlace) =>
    row.evidence_for.flatMap(({ unit, criterion }, place) =>
      problemIf(!criteriaOf.get(unit)?.includes(criterion), () =>
        assignment.problemAt(
          ['rubric', rowPlace, 'evidence_for', place],
          `${unit} has no criterion ${criterion} in the scheme`,
        ),
      ),
    ),
  );
  return [...unknownUnits(content), ...unknownUnits(assignment), ...unknownCriteria];
}
