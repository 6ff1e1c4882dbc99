/** npm run courses:check [folder]: reads courses/ and says, file and line, what an author has to put right. */
import path from 'node:path';
import { contentFolder, readContent } from '../features/courses/index.ts';

const folder = path.resolve(process.argv[2] ?? contentFolder);
const { courses, schemes, problems } = readContent(folder);

for (const { file, line, field, message } of problems) {
  console.error(`${path.join(path.relative('.', folder), file)}:${line} ${field || '-'} ${message}`);
}

const counted = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;

for (const { slug, modules } of courses) {
  const lessons = modules.reduce((sum, module) => sum + module.lessons.length, 0);
  const questions = modules.reduce((sum, module) => sum + module.quiz.value.questions.length, 0);
  console.log(
    `course ${slug}: ${counted(modules.length, 'module')}, ${counted(lessons, 'lesson')}, ` +
      `${counted(questions, 'question')}, ${counted(modules.length, 'assignment')}`,
  );
}
for (const { slug, units } of schemes) console.log(`scheme ${slug}: ${counted(units.length, 'unit')}`);
console.log(problems.length === 0 ? 'Everything can be published.' : `${counted(problems.length, 'problem')} found.`);
if (problems.length > 0) process.exitCode = 1;
