/**
 * npm run courses:check [-- --due] [folder]: reads courses/ and says, file and line, what an author has to put right; then
 * shows what each course holds. With --due it lists the facts that somebody has to look at again within two months.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkTeaching, contentFolder, type CourseSource, readContent } from '../features/courses/index.ts';
import { now } from '../platform/clock.ts';
import { isoDay } from '../platform/format.ts';

const { values, positionals } = parseArgs({
  options: { due: { type: 'boolean' } },
  allowPositionals: true,
});
const folder = path.resolve(positionals[0] ?? contentFolder);
const today = isoDay(now());
const soonInMs = 60 * 86_400_000;

const { courses, schemes, problems } = readContent(folder);
for (const course of courses) {
  const scheme = schemes.find(({ slug }) => slug === course.content.value.scheme);
  problems.push(...checkTeaching(course, scheme, today));
}

if (values.due) courses.forEach(listDueFacts);
else courses.forEach(showCourse);
for (const { slug, units } of schemes) if (!values.due) console.log(`scheme ${slug}: ${counted(units.length, 'unit')}`);

for (const { file, line, field, message } of problems) {
  console.error(`${path.join(path.relative('.', folder), file)}:${line} ${field || '-'} ${message}`);
}
console.log(problems.length === 0 ? 'Everything can be taught.' : `${counted(problems.length, 'problem')} found.`);
if (problems.length > 0) process.exitCode = 1;

function showCourse({ slug, modules }: CourseSource): void {
  const rows = modules.map(({ content, lessons, quiz, glossary, facts }) => ({
    module: content.value.code,
    lessons: lessons.length,
    words: lessons.reduce((sum, lesson) => sum + lesson.content.body.split(/\s+/).length, 0),
    questions: quiz.value.questions.length,
    types: countTypes(quiz.value.questions),
    terms: glossary?.value.terms.length ?? 0,
    facts: facts?.value.facts.length ?? 0,
    units: content.value.units.join(' ') || '-',
  }));
  console.log(`course ${slug}: ${counted(modules.length, 'module')}, each with one assignment`);
  console.table(rows);
}

/** As in "single 9, numeric 6". */
function countTypes(questions: readonly { type: string }[]): string {
  const types = [...new Set(questions.map(({ type }) => type))];
  return types.map((type) => `${type} ${questions.filter((one) => one.type === type).length}`).join(', ');
}

function listDueFacts({ modules }: CourseSource): void {
  const facts = modules.flatMap(({ facts: file }) => file?.value.facts ?? []);
  const limit = isoDay(new Date(now().getTime() + soonInMs));
  const due = facts.filter(({ review_by }) => review_by <= limit);
  for (const { id, text, source, review_by } of due.sort((one, other) => (one.review_by < other.review_by ? -1 : 1))) {
    console.log(`${review_by}  ${id}  ${text}  (${source})`);
  }
  console.log(`${counted(due.length, 'fact')} of ${facts.length} to be looked at until ${limit}.`);
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
