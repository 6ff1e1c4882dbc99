/** What somebody who knows the course answers to a question on the page: found by its words, as a person would. */
import { readFileSync } from 'node:fs';
import type { HTMLElement } from 'node-html-parser';
import { parse } from 'yaml';
import { quizFile, type QuizFile } from '../../../src/features/courses/quiz.content.ts';
import {
  arrange,
  describeAnswer,
  nameChoices,
  partQuestion,
  type QuestionFile,
  rightValue,
} from '../../../src/features/questions/index.ts';
import { translator } from '../../../src/platform/i18n.ts';
import { chanceFrom } from '../../../src/platform/seed.rules.ts';

type Choice = { text: string; value: string };

/**
 * The values to send, in the order of the page. A person sees controls and not types: boxes to tick, lists to choose from, or
 * a line to write. Throws when the question or its choices are not those of the course.
 */
export function answerTo(page: HTMLElement, module: string): string[] {
  const right = rightLines(questionOn(page, module));
  const ticks = choicesOn(page).filter(({ text }) => right.includes(text));
  if (ticks.length > 0) return ticks.map(({ value }) => value);
  const selects = selectsOn(page);
  if (selects.length === 0) return right.slice(0, 1);
  return selects.map(({ label, offers }) => {
    const found = offers.find(({ text }) => right.includes(`${label}: ${text}`) || right.includes(`${text}. ${label}`));
    if (!found) throw new Error(`the page does not offer what belongs to: ${label}`);
    return found.value;
  });
}

/** The right answer in words, a line for each of its parts; of a number without its unit, as the page names it. */
function rightLines(file: QuestionFile): string[] {
  const { question, key } = partQuestion(file, undefined);
  const drawn = arrange(question, chanceFrom('seed'));
  const lines = describeAnswer(nameChoices(question, drawn, translator('id')), rightValue(drawn, key.right));
  return lines.map((line) => squeeze('unit' in question ? line.slice(0, -question.unit.length) : line));
}

const squeeze = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

const banks = new Map<string, QuizFile>();

function bankOf(module: string): QuizFile {
  const file = `courses/ekspor-pemula/modules/${module}/quiz.yaml`;
  const bank = banks.get(module) ?? quizFile.parse(parse(readFileSync(file, 'utf8')));
  banks.set(module, bank);
  return bank;
}

function questionOn(page: HTMLElement, module: string): QuestionFile {
  const asked = squeeze(page.querySelector('legend')!.structuredText);
  const { questions, cases } = bankOf(module);
  const situationOf = (one: QuestionFile) => cases.find(({ id }) => id === one.case)?.text ?? '';
  const found = questions.find((one) => squeeze(`${situationOf(one)} ${one.prompt}`) === asked);
  if (!found) throw new Error(`the course does not ask: ${asked}`);
  return found;
}

const choicesOn = (page: HTMLElement): Choice[] =>
  page.querySelectorAll('label:has([name=answer])').map((label) => ({
    text: squeeze(label.text),
    value: label.querySelector('input')!.getAttribute('value')!,
  }));

const selectsOn = (page: HTMLElement) =>
  page.querySelectorAll('.field:has(select[name=answer])').map((field) => ({
    label: squeeze(field.querySelector('label')!.text),
    offers: field
      .querySelectorAll('option')
      .map((option) => ({ text: squeeze(option.text), value: option.getAttribute('value')! })),
  }));
