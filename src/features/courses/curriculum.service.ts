/** Publishes what is in courses/, and finds what was published. Versions never change, so a process keeps them. */
import { readAnswerKeys, type StoredKeys } from './answer-key.rules.ts';
import { canonicalJson } from '../../platform/canonical.ts';
import { isDuplicate } from '../../platform/database.ts';
import { log } from '../../platform/log.ts';
import type { AnswerKey } from '../questions/index.ts';
import type { CourseSource } from './course.rules.ts';
import type { Curriculum, Instruments, Rendered, Scheme, Written } from './curriculum.content.ts';
import {
  AnswerKeyText,
  CurriculumText,
  InstrumentsText,
  SchemeText,
  Shelf,
  type ShelfKind,
  TeachingNotesText,
} from './curriculum.model.ts';
import { compileCourse, compileInstruments, compileScheme, withModules } from './curriculum.rules.ts';
import { type ContentReading, readContent } from './folder.service.ts';
import { typeset, typesetNotes } from './typesetting.rules.ts';

/**
 * Stores each course and scheme that has no problem and makes it the latest one; what is broken keeps its last version.
 * Safe to do twice and by several processes at once: the same files are the same documents, and the shelf moves last.
 */
export async function publishContent(folder?: string): Promise<void> {
  const { courses, schemes, instruments, problems } = contentOf(folder);
  for (const problem of problems) log.error(problem, 'course content is not published');
  for (const file of schemes) {
    const scheme = compileScheme(file);
    await store(SchemeText, scheme, scheme);
    await placeOnShelf('scheme', scheme);
  }
  for (const file of instruments) {
    const compiled = compileInstruments(file);
    await store(InstrumentsText, compiled, compiled);
    await placeOnShelf('instruments', compiled);
  }
  for (const course of courses) await placeOnShelf('course', await storeCourse(course));
}

/**
 * Stores an edition of a course that has only some of its modules, such as a pilot, and returns its version. A cohort may
 * be pinned to it; the latest edition stays what it was.
 */
export async function publishEdition(slug: string, modules: readonly string[], folder?: string): Promise<string> {
  const course = contentOf(folder).courses.find((one) => one.slug === slug);
  if (!course) throw new Error(`there is no course ${slug} that can be published`);
  return (await storeCourse(withModules(course, modules))).version;
}

let shipped: ContentReading | undefined;

/** What is shipped is read once in the life of a process: parsing it takes a second. */
function contentOf(folder?: string): ContentReading {
  if (folder !== undefined) return readContent(folder);
  shipped ??= readContent();
  return shipped;
}

async function storeCourse(course: CourseSource): Promise<Curriculum<Written>> {
  const { curriculum, keys, notes } = compileCourse(course);
  await store(AnswerKeyText, curriculum, keys);
  await store(TeachingNotesText, curriculum, notes);
  await store(CurriculumText, curriculum, curriculum);
  return curriculum;
}

type Named = { slug: string; version: string };

async function store(texts: typeof CurriculumText, { slug, version }: Named, content: unknown): Promise<void> {
  try {
    await texts.create({ slug, version, text: canonicalJson(content) });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

async function placeOnShelf(kind: ShelfKind, { slug, version }: Named): Promise<void> {
  try {
    await Shelf.updateOne({ kind, slug }, { version }, { upsert: true });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    await Shelf.updateOne({ kind, slug }, { version });
  }
}

/** Immutable things by their version, each read from the database once in the life of a process. */
function keep<Thing>(texts: typeof CurriculumText, read: (text: string) => Thing): (version: string) => Promise<Thing> {
  const kept = new Map<string, Promise<Thing>>();
  const load = async (version: string): Promise<Thing> => {
    const found = await texts.findOne({ version }, { text: 1 }).lean();
    if (!found) throw new Error(`${texts.modelName} has no version ${version}`);
    return read(found.text);
  };
  return (version) => {
    const thing = kept.get(version) ?? load(version);
    kept.set(version, thing);
    thing.catch(() => kept.delete(version));
    return thing;
  };
}

/** The curriculum that a cohort is pinned to. Throws when there is none of this version, which is a fault of ours. */
export const findCurriculum: (version: string) => Promise<Curriculum> = keep(CurriculumText, typeset);

/** A certification scheme as it was when somebody began to be assessed by it. */
export const findScheme: (version: string) => Promise<Scheme> = keep(SchemeText, (text) => JSON.parse(text) as Scheme);

const findAnswerKeys = keep(AnswerKeyText, (text) => readAnswerKeys(JSON.parse(text) as StoredKeys));

/** Keys and feedback of one quiz: for scoring, and for a page only once the review policy allows it. */
export async function findAnswerKey(version: string, quizId: string): Promise<AnswerKey> {
  const key = (await findAnswerKeys(version))[quizId];
  if (!key) throw new Error(`version ${version} has no answer key for ${quizId}`);
  return key;
}

const findTeachingNotes = keep(TeachingNotesText, typesetNotes);

/** What somebody who teaches a module has at hand; undefined where its author wrote nothing. */
export const findNotesOf = async (
  version: string,
  module: string,
): Promise<(Rendered & { title: string }) | undefined> => (await findTeachingNotes(version))[module];

/** What a new cohort of this course is pinned to; undefined before the first publication. */
export async function latestCurriculum(slug: string): Promise<Curriculum | undefined> {
  const latest = await Shelf.findOne({ kind: 'course', slug }, { version: 1 }).lean();
  return latest ? findCurriculum(latest.version) : undefined;
}

export async function latestScheme(slug: string): Promise<Scheme | undefined> {
  const latest = await Shelf.findOne({ kind: 'scheme', slug }, { version: 1 }).lean();
  return latest ? findScheme(latest.version) : undefined;
}

const findInstruments = keep(InstrumentsText, (text) => JSON.parse(text) as Instruments);

/** What assessors examine by now; undefined for a scheme without instruments of the school. */
export async function latestInstruments(scheme: string): Promise<Instruments | undefined> {
  const latest = await Shelf.findOne({ kind: 'instruments', slug: scheme }, { version: 1 }).lean();
  return latest ? findInstruments(latest.version) : undefined;
}

export type PublishedCurriculum = {
  version: string;
  slug: string;
  modules: number;
  /** How long it takes by its plan. */
  weeks: number;
  publishedAt: Date;
  isLatest: boolean;
};

/** Every version of every course, the newest first: what a programme admin chooses from. */
export async function listCurricula(): Promise<PublishedCurriculum[]> {
  const latest = new Set((await Shelf.find({ kind: 'course' }, { version: 1 }).lean()).map(({ version }) => version));
  const all = await CurriculumText.find({}, { version: 1, slug: 1, createdAt: 1 })
    .sort({ createdAt: -1, _id: -1 })
    .lean();
  const described = all.map(async ({ version, slug, createdAt }) => {
    const { modules, weeks } = await findCurriculum(version);
    return { version, slug, modules: modules.length, weeks, publishedAt: createdAt, isLatest: latest.has(version) };
  });
  return Promise.all(described);
}
