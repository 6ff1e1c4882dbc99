/** Reads the folder courses/: every file that can be read, and every problem in those that cannot. Writes nothing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { projectRoot } from '../../platform/project-root.ts';
import { assignmentFile } from './assignment.content.ts';
import {
  closingFile,
  courseFile,
  factsFile,
  glossaryFile,
  handbookFile,
  lessonFile,
  moduleFile,
  readinessFile,
  titledFile,
} from './course.content.ts';
import { checkCourse, type CourseSource, type LessonSource, type ModuleSource } from './course.rules.ts';
import { instrumentsFile, type InstrumentsFile } from './instrument.content.ts';
import { checkInstruments } from './instrument.rules.ts';
import { quizFile } from './quiz.content.ts';
import { schemeFile, type SchemeFile } from './scheme.content.ts';
import { type ContentFile, type ContentProblem, readFrontMatter, type Reading, readYaml } from './yaml.content.ts';

/** Folders beside those of the courses. */
const notCourses = new Set(['schemes', 'instruments']);

export const contentFolder = path.join(projectRoot, 'courses');

export type ContentReading = {
  /** Without those that have a problem anywhere. */
  courses: CourseSource[];
  schemes: SchemeFile[];
  /** What assessors examine with, a file for a scheme. */
  instruments: InstrumentsFile[];
  problems: ContentProblem[];
};

export function readContent(folder = contentFolder): ContentReading {
  const read = new FolderReader(folder);
  const schemes = read.foldersOrFiles('schemes', '.yaml').flatMap((slug) => read.scheme(slug) ?? []);
  const bySlug = new Map(schemes.map((scheme) => [scheme.slug, scheme]));
  const courses = read
    .foldersOrFiles('.')
    .filter((name) => !notCourses.has(name))
    .flatMap((slug) => {
      const before = read.problems.length;
      const course = read.course(slug);
      if (course) read.problems.push(...checkCourse(course, bySlug));
      return course && read.problems.length === before ? [course] : [];
    });
  const instruments = read
    .foldersOrFiles('instruments', '.yaml')
    .flatMap((slug) => read.instruments(slug, bySlug) ?? []);
  return { courses, schemes, instruments, problems: read.problems };
}

class FolderReader {
  readonly problems: ContentProblem[] = [];
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Names in a folder: of its folders, or of its files with this ending and without it. */
  foldersOrFiles(folder: string, ending?: string): string[] {
    const fullPath = path.join(this.#folder, folder);
    if (!existsSync(fullPath)) return [];
    const entries = readdirSync(fullPath, { withFileTypes: true });
    const fitting = entries.filter((entry) => (ending ? entry.name.endsWith(ending) : entry.isDirectory()));
    return fitting.map(({ name }) => (ending ? name.slice(0, -ending.length) : name)).sort();
  }

  scheme(slug: string): SchemeFile | undefined {
    const file = `schemes/${slug}.yaml`;
    const content = this.#read(file, (text) => readYaml(file, text, schemeFile));
    if (content && content.value.slug !== slug) {
      this.problems.push(content.problemAt(['slug'], `differs from its file name ${slug}`));
      return undefined;
    }
    return content?.value;
  }

  instruments(slug: string, schemes: ReadonlyMap<string, SchemeFile>): InstrumentsFile | undefined {
    const file = `instruments/${slug}.yaml`;
    const content = this.#read(file, (text) => readYaml(file, text, instrumentsFile));
    if (!content) return undefined;
    const problems = checkInstruments(content, schemes.get(content.value.scheme));
    this.problems.push(...problems);
    return problems.length === 0 ? content.value : undefined;
  }

  course(slug: string): CourseSource | undefined {
    const file = `${slug}/course.yaml`;
    const content = this.#read(file, (text) => readYaml(file, text, courseFile));
    if (!content) return undefined;
    this.#refuseUnlisted(`${slug}/modules`, content.value.modules, file);
    const modules = content.value.modules.flatMap((name) => this.#module(`${slug}/modules/${name}`, name) ?? []);
    const more = {
      handbook: this.#optional(`${slug}/handbook.md`, handbookFile, readFrontMatter),
      readiness: this.#optional(`${slug}/readiness.yaml`, readinessFile, readYaml),
      closing: this.#optional(`${slug}/closing.yaml`, closingFile, readYaml),
    };
    return modules.length === content.value.modules.length ? { slug, content, modules, ...present(more) } : undefined;
  }

  #module(folder: string, slug: string): ModuleSource | undefined {
    const files = { module: `${folder}/module.yaml`, quiz: `${folder}/quiz.yaml`, work: `${folder}/assignment.md` };
    const content = this.#read(files.module, (text) => readYaml(files.module, text, moduleFile));
    const quiz = this.#read(files.quiz, (text) => readYaml(files.quiz, text, quizFile));
    const assignment = this.#read(files.work, (text) => readFrontMatter(files.work, text, assignmentFile));
    if (!content) return undefined;
    this.#refuseUnlisted(`${folder}/lessons`, content.value.lessons, files.module, '.md');
    const lessons = content.value.lessons.flatMap((name) => this.#lesson(`${folder}/lessons/${name}.md`, name) ?? []);
    const more = {
      template: this.#optional(`${folder}/template.md`, titledFile, readFrontMatter),
      example: this.#optional(`${folder}/example.md`, titledFile, readFrontMatter),
      notes: this.#optional(`${folder}/notes.md`, titledFile, readFrontMatter),
      glossary: this.#optional(`${folder}/glossary.yaml`, glossaryFile, readYaml),
      facts: this.#optional(`${folder}/facts.yaml`, factsFile, readYaml),
    };
    if (!quiz || !assignment || lessons.length < content.value.lessons.length) return undefined;
    return { slug, content, lessons, quiz, assignment, images: this.#images(`${folder}/images`), ...present(more) };
  }

  #lesson(file: string, slug: string): LessonSource | undefined {
    const content = this.#read(file, (text) => readFrontMatter(file, text, lessonFile));
    return content && { slug, content };
  }

  #optional<T>(
    file: string,
    schema: z.ZodType<T>,
    read: (file: string, text: string, schema: z.ZodType<T>) => Reading<T>,
  ): ContentFile<T> | undefined {
    if (!existsSync(path.join(this.#folder, file))) return undefined;
    return this.#read(file, (text) => read(file, text, schema));
  }

  #images(folder: string): Map<string, string> {
    const names = this.foldersOrFiles(folder, '.svg').map((name) => `${name}.svg`);
    return new Map(names.map((name) => [name, readFileSync(path.join(this.#folder, folder, name), 'utf8')]));
  }

  #read<T>(file: string, parse: (text: string) => Reading<T>) {
    const fullPath = path.join(this.#folder, file);
    if (!existsSync(fullPath)) {
      this.problems.push({ file, line: 1, field: '', message: 'is missing' });
      return undefined;
    }
    const { content, problems } = parse(readFileSync(fullPath, 'utf8'));
    this.problems.push(...problems);
    return content;
  }

  /** What an author forgot to list would silently never be read by anyone. */
  #refuseUnlisted(folder: string, listed: readonly string[], file: string, ending?: string): void {
    for (const name of this.foldersOrFiles(folder, ending)) {
      if (listed.includes(name)) continue;
      this.problems.push({
        file: `${folder}/${name}${ending ?? ''}`,
        line: 1,
        field: '',
        message: `is not listed in ${file}`,
      });
    }
  }
}

type Present<Files> = { [Name in keyof Files]?: NonNullable<Files[Name]> };

const present = <Files extends object>(files: Files): Present<Files> =>
  Object.fromEntries(Object.entries(files).filter(([, file]) => file !== undefined)) as Present<Files>;
