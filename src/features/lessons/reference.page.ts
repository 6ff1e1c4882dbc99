/** What a class looks things up in. Pure. */
import { withQuery } from '../../platform/paths.ts';
import type { Speech } from '../../platform/speech.ts';
import { comparable } from '../../platform/text.rules.ts';
import type { Curriculum, Module, Term } from '../courses/index.ts';
import type { Cohort } from '../programmes/index.ts';
import { lessonPaths } from './lessons.paths.ts';

type Class = { cohort: Cohort; curriculum: Curriculum };
type Reading = { html: string };

const crumbsTo = ({ cohort, curriculum }: Class, here: string, { lang }: Speech) => [
  { text: curriculum.title[lang], href: lessonPaths.course(cohort.id) },
  { text: here },
];

/** What a search shows: one letter finds hundreds, and a page is paid by the kilobyte. */
const mostFound = 40;

type GlossaryView = Class & { initial: string | undefined; search: string };

/** The terms of one initial, or those in which something is found: all of them would be too long for a phone. */
export function glossaryPage(view: GlossaryView, speech: Speech) {
  const { curriculum, cohort, search } = view;
  const path = lessonPaths.glossary(cohort.id);
  const initials = [...new Set(curriculum.glossary.map(initialOf))].sort(lettersFirst);
  const initial = search ? undefined : (view.initial ?? initials[0]);
  const found = curriculum.glossary.filter((term) => (search ? matches(term, search) : initialOf(term) === initial));
  const terms = search ? found.slice(0, mostFound) : found;
  const title = speech.t('lessons.glossary');
  return {
    title,
    crumbs: crumbsTo(view, title, speech),
    language: curriculum.language,
    path,
    initials: initials.map((one) => ({
      text: one.toUpperCase(),
      href: withQuery(path, { huruf: one }),
      isHere: one === initial,
    })),
    values: { cari: search },
    terms,
    found: found.length,
    total: curriculum.glossary.length,
  };
}

/** By the id, which is written without marks, so that lessons can link to the right page. */
const initialOf = ({ id }: Term): string => id.slice(0, 1);

/** What begins with a digit stands at the end. */
const lettersFirst = (one: string, other: string): number =>
  Number(one < 'a') - Number(other < 'a') || (one < other ? -1 : 1);

/** By letters and digits; a search for signs alone, such as %, by those. */
function matches({ term, en }: Term, search: string): boolean {
  const sought = comparable(search);
  return [term, en].some((text) => (sought === '' ? text.includes(search) : comparable(text).includes(sought)));
}

export const handbookPage = (view: Class & { handbook: NonNullable<Curriculum['handbook']> }, speech: Speech) =>
  readingPage(view, view.handbook.title[speech.lang], view.handbook, speech);

export const notesPage = (view: Class & { module: Module; notes: Reading & { title: string } }, speech: Speech) =>
  readingPage(view, `${view.module.code} ${view.notes.title}`, view.notes, speech);

const readingPage = (view: Class, title: string, reading: Reading, speech: Speech) => ({
  title,
  crumbs: crumbsTo(view, title, speech),
  language: view.curriculum.language,
  reading,
});
