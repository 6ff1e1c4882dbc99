/** Lines to put in their order. */
import { z } from 'zod';
import { distinct, text } from '../../../platform/file-fields.ts';
import { problem } from '../../../platform/forms.ts';
import { children, tag, textIn } from '../../../platform/xml.rules.ts';
import { choice } from '../question.content.ts';
import { type NamedSheet, questionType, type Value } from '../question-type.ts';
import { areDifferent, oneForEach } from '../sheet.rules.ts';
import { wordsOf } from '../words.rules.ts';
import { idOf, named } from './lines.ts';

export const ordering = questionType(
  'ordering',
  {
    written: {
      /** In the right order. */
      items: distinct(text).refine((items) => items.length >= 3 && items.length <= 8, 'needs three to eight items'),
    },
    shown: { items: z.array(choice).readonly() },
    right: { order: z.array(z.string()).readonly() },
  },
  {
    part(file) {
      const items = named(file.items, 'i');
      return { shown: { items }, right: { order: file.items.map((item) => idOf(items, item)) } };
    },
    draw: ({ items }) => ({ choices: items }),
    read: ({ choices }, isDraft) =>
      oneForEach(
        choices.length,
        choices.map((_choice, index) => String(index + 1)),
      ).refine((positions) => isDraft || !hasPositionTwice(positions), problem('questions.positionTwice')),
    isUnfinished: hasPositionTwice,
    isRight: ({ choices }, value, { order }) =>
      order.every((item, index) => value[choices.findIndex(({ choice }) => choice === item)] === String(index + 1)),
    rightValue: ({ choices }, { order }) => choices.map(({ choice }) => String(order.indexOf(choice) + 1)),
    describe: (sheet, value) =>
      value.length === 0 ? [] : inOrder(sheet, value).map(({ text, position }) => `${position}. ${text}`),
    tells: ({ items }) => {
      return (hint) => (saysInOrder(hint, items) ? 'items in their order' : undefined);
    },
    export: ({ items }) => ({
      type: 'ordering',
      parts: [
        tag('layouttype', 'VERTICAL'),
        tag('selecttype', 'ALL'),
        tag('selectcount', String(items.length)),
        tag('gradingtype', 'ALL_OR_NOTHING'),
        ...items.map((item, index) =>
          tag('answer', { fraction: index + 1, format: 'plain_text' }, [tag('text', item)]),
        ),
      ],
    }),
    import: (question) =>
      question.attributes.type === 'ordering' ? { items: children(question, 'answer').map(textIn) } : undefined,
  },
);

/** An order in which two have the same position cannot be right, and is not finished. */
function hasPositionTwice(positions: Value): boolean {
  return !areDifferent(positions.filter((position) => position !== ''));
}

const inOrder = ({ choices }: NamedSheet<unknown>, value: Value) =>
  choices
    .map(({ text }, index) => ({ text, position: value[index] || '–' }))
    .sort((one, other) => Number(one.position) - Number(other.position));

const leastInOrder = 3;

function saysInOrder(hint: string, items: readonly string[]): boolean {
  const words = wordsOf(hint);
  const firsts = items
    .map(wordsOf)
    .filter((item) => item.every((word) => words.includes(word)))
    .map(([first = '']) => words.indexOf(first));
  return firsts.length >= leastInOrder && firsts.every((first, index) => first > (firsts[index - 1] ?? -Infinity));
}
