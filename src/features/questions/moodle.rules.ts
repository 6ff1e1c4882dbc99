/**
 * A bank of questions as Moodle's XML, the form in which schools exchange them. What Moodle has no field for stands in
 * tags and attributes, which it keeps or reads over, so that a bank that was exported comes back as it was. Pure.
 */
import { child, children, type Element, readXml, tag, textIn, writeXml } from '../../platform/xml.rules.ts';
import type { Situation } from './question.content.ts';
import { type QuestionFile, questionFile, questionTypes, typeOf } from './question-types.ts';

export type Bank = Readonly<{ cases: readonly Situation[]; questions: readonly QuestionFile[] }>;

export const exportBank = ({ cases, questions }: Bank): string =>
  writeXml(tag('quiz', {}, [...cases.map(exportCase), ...questions.map(exportQuestion)]));

const plain = (name: string, text: string) => tag(name, { format: 'plain_text' }, [tag('text', text)]);

const exportCase = ({ id, text }: Situation): Element =>
  tag('question', { type: 'description' }, [
    tag('name', {}, [tag('text', id)]),
    plain('questiontext', text),
    tag('defaultgrade', '0'),
    tag('idnumber', id),
  ]);

function exportQuestion(file: QuestionFile): Element {
  const { id, prompt, points, feedback, outcome, difficulty, case: situation } = file;
  const { type, parts } = typeOf(file).export(file);
  const tags = { outcome, difficulty, ...(situation === undefined ? {} : { case: situation }) };
  return tag('question', { type }, [
    tag('name', {}, [tag('text', id)]),
    plain('questiontext', prompt),
    ...(feedback.reveal === undefined ? [] : [plain('generalfeedback', feedback.reveal)]),
    tag('defaultgrade', String(points)),
    tag('penalty', '0'),
    tag('idnumber', id),
    ...parts,
    plain('correctfeedback', feedback.correct),
    plain('hint', feedback.hint),
    tag(
      'tags',
      {},
      Object.entries(tags).map(([name, value]) => tag('tag', {}, [tag('text', `${name}:${value}`)])),
    ),
  ]);
}

/** What of a file could not be taken: the question, from 1, and why. */
export type Refused = Readonly<{ question: number; id: string; message: string }>;
export type Imported = Bank & Readonly<{ refused: readonly Refused[] }>;

/** Reads a bank. What cannot be taken is named and left out; throws a sentence for what is no XML. */
export function importBank(text: string): Imported {
  const cases: Situation[] = [];
  const questions: QuestionFile[] = [];
  const refused: Refused[] = [];
  // A category is no question: it says where Moodle files those after it.
  const elements = children(readXml(text), 'question').filter(({ attributes }) => attributes.type !== 'category');
  for (const [index, element] of elements.entries()) {
    const id = child(element, 'idnumber')?.text || textIn(child(element, 'name'));
    const refuse = (message: string) => refused.push({ question: index + 1, id, message });
    const fields = questionTypes.flatMap((type) => {
      const own = type.import(element);
      return own ? [{ ...commonFields(element, id), type: type.name, ...own }] : [];
    });
    const read = questionFile.safeParse(fields[0]);
    if (element.attributes.type === 'description') cases.push({ id, text: textIn(child(element, 'questiontext')) });
    else if (fields.length === 0) refuse(`is of the type ${element.attributes.type}, which is not known here`);
    else if (read.success) questions.push(read.data);
    else for (const { path, message } of read.error.issues) refuse(`${path.map(String).join('.')}: ${message}`);
  }
  return { cases, questions, refused };
}

function commonFields(element: Element, id: string): object {
  const tags = Object.fromEntries(
    children(child(element, 'tags') ?? element, 'tag').map((labelled) => {
      const [name = '', ...value] = textIn(labelled).split(':');
      return [name, value.join(':')];
    }),
  );
  const reveal = textIn(child(element, 'generalfeedback'));
  return {
    id,
    prompt: textIn(child(element, 'questiontext')),
    points: Number(child(element, 'defaultgrade')?.text),
    outcome: tags.outcome,
    difficulty: tags.difficulty,
    ...(tags.case === undefined ? {} : { case: tags.case }),
    feedback: {
      correct: textIn(child(element, 'correctfeedback')),
      hint: textIn(child(element, 'hint')),
      ...(reveal === '' ? {} : { reveal }),
    },
  };
}
