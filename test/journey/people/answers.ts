/** What somebody who knows the course answers to a question on the page: found by its words, as a person would. */
import { readFileSync } from 'node:fs';
import type { HTMLElement } from 'node-html-parser';
import { parse } from 'yaml';
import { type QuestionFile, quizFile, type QuizFile } from '../../../src/features/courses/quiz.content.ts';

type Choice = { text: string; value: string };

/** The values to send, in the order of the page. Throws when the question or its choices are not those of the course. */
export function answerTo(page: HTMLElement, module: string): string[] {
  const question = questionOn(page, module);
  switch (question.type) {
    case 'single':
    case 'multiple': {
      const right = question.options.filter(({ correct }) => correct).map(({ text }) => text);
      return right.map((text) => valueOf(text, choicesOn(page)));
    }
    case 'numeric':
      return [String(question.answer.value).replace('.', ',')];
    case 'short_text':
      return [question.accept[0]!];
    case 'matching':
      return selectsOn(page).map(({ label, offers }) => {
        const pair = question.pairs.find(({ left }) => squeeze(left) === label);
        return valueOf(pair!.right, offers);
      });
    case 'ordering':
      return selectsOn(page).map(({ label }) =>
        String(question.items.findIndex((item) => squeeze(item) === label) + 1),
      );
  }
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

function valueOf(text: string, choices: readonly Choice[]): string {
  const found = choices.find((choice) => choice.text === squeeze(text));
  if (!found) throw new Error(`the page does not offer: ${text}`);
  return found.value;
}
