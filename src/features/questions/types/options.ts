/** What questions with options to tick have in common. */
import { z } from 'zod';
import { listOf, text } from '../../../platform/file-fields.ts';
import { must } from '../../../platform/must.ts';
import { child, children, type Element, tag, textIn } from '../../../platform/xml.rules.ts';
import type { Arrangement, Finding, NamedSheet, Teller, Value } from '../question-type.ts';
import { choiceOf } from '../sheet.rules.ts';
import { holds, ownWords } from '../words.rules.ts';

const option = z.strictObject({
  id: text,
  text,
  correct: z.boolean().default(false),
  /** Stays below the shuffled options, as "none of these" has to. */
  pinned: z.boolean().default(false),
  feedback: text.optional(),
});
type Option = z.output<typeof option>;
type WithOptions = Readonly<{ options: readonly Option[] }>;
type RightOptions = Readonly<{ options: readonly string[] }>;

export const options = listOf(option, 'id').refine((all) => all.length >= 2, 'needs at least two options');
export const countCorrect = (all: readonly { correct: boolean }[]): number =>
  all.filter(({ correct }) => correct).length;

export function partOptions({ options }: WithOptions) {
  return {
    shown: {
      options: options.map(({ id, text, pinned }) => ({ id, text, ...(pinned ? { pinned: true as const } : {}) })),
    },
    right: { options: options.filter(({ correct }) => correct).map(({ id }) => id) },
    options: Object.fromEntries(options.flatMap(({ id, feedback }) => (feedback ? [[id, feedback]] : []))),
  };
}

/** An option too many is as wrong as one too few, so that ticking everything never helps. */
export function areRight({ choices }: Arrangement, value: Value, right: RightOptions): boolean {
  const given = new Set(value.map((id) => choiceOf(choices, id)));
  return given.size === right.options.length && right.options.every((one) => given.has(one));
}

export const rightNames = ({ choices }: Arrangement, right: RightOptions): string[] =>
  choices.filter(({ choice }) => right.options.includes(choice)).map(({ id }) => id);

export const describeTicked = ({ choices }: NamedSheet<unknown>, value: Value): string[] =>
  choices.filter(({ id }) => value.includes(id)).map(({ text }) => text);

/** Says the words that only a right option has. */
export function tellsOption({ options }: WithOptions, asked: string): Teller {
  const own = ownWords(
    options.map(({ text }) => text),
    asked,
  );
  const right = options.flatMap(({ correct, text }, index) =>
    correct ? [{ text, own: must(own[index], 'the words of an option') }] : [],
  );
  return (hint) => right.find((one) => holds(hint, one.own))?.text;
}

export const findUnexplained = ({ options }: WithOptions): Finding[] =>
  options.flatMap(({ correct, feedback }, index) =>
    correct || feedback !== undefined ? [] : [{ path: ['options', index], message: 'is wrong and does not say why' }],
  );

/** Moodle knows neither ids nor pinned options, and reads over attributes that it does not know. */
export function exportOptions(
  { options }: WithOptions,
  fraction: Readonly<{ right: number; wrong: number }>,
): Element[] {
  return options.map(({ id, text, correct, pinned, feedback }) =>
    tag(
      'answer',
      {
        fraction: correct ? fraction.right : fraction.wrong,
        format: 'plain_text',
        id,
        ...(pinned ? { pinned: 'true' } : {}),
      },
      [tag('text', text), ...(feedback === undefined ? [] : [tag('feedback', {}, [tag('text', feedback)])])],
    ),
  );
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz';

export const importOptions = (question: Element): object[] =>
  children(question, 'answer').map((answer, index) => {
    const feedback = child(answer, 'feedback');
    return {
      id: answer.attributes.id ?? alphabet[index],
      text: textIn(answer),
      correct: Number(answer.attributes.fraction) > 0,
      pinned: answer.attributes.pinned === 'true',
      ...(feedback === undefined ? {} : { feedback: textIn(feedback) }),
    };
  });
