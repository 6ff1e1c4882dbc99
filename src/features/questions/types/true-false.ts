/** A statement that is true or false. */
import { z } from 'zod';
import { children, tag, textIn } from '../../../platform/xml.rules.ts';
import { questionType } from '../question-type.ts';
import { choiceOf, nameOf, someOf, textOf } from '../sheet.rules.ts';
import { allWords } from '../words.rules.ts';

/** A share of the statements of a course, and how many make it mean something: who always says "true" must not pass. */
const mostOfOneSide = 0.6;
const leastToVary = 5;

/** A hint that judges has answered. */
const verdicts = new Set([
  'benar',
  'betul',
  'salah',
  'keliru',
  'true',
  'false',
  'right',
  'wrong',
  'correct',
  'incorrect',
]);

export const trueFalse = questionType(
  'true_false',
  { written: { answer: z.boolean() }, shown: {}, right: { answer: z.boolean() } },
  {
    part: ({ answer }) => ({ shown: {}, right: { answer } }),
    draw: (_shown, say) => ({
      choices: [
        { id: 'true', text: say('questions.true'), pinned: true },
        { id: 'false', text: say('questions.false'), pinned: true },
      ],
    }),
    read: ({ choices }) => someOf(choices, 1),
    isRight: ({ choices }, [name, ...others], { answer }) =>
      others.length === 0 && choiceOf(choices, name) === String(answer),
    rightValue: ({ choices }, { answer }) => [nameOf(choices, String(answer))],
    describe: ({ choices }, value) => value.map((name) => textOf(choices, name)),
    tells: () => (hint) => allWords(hint).find((word) => verdicts.has(word)),
    findPatterns(files, within) {
      const ofTrue = files.filter(({ answer }) => answer).length;
      const most = Math.max(ofTrue, files.length - ofTrue);
      return within === 'course' && files.length >= leastToVary && most > files.length * mostOfOneSide
        ? [`${most} of ${files.length} statements are ${ofTrue === most ? 'true' : 'false'}`]
        : [];
    },
    export: ({ answer }) => ({
      type: 'truefalse',
      parts: [true, false].map((side) =>
        tag('answer', { fraction: side === answer ? 100 : 0, format: 'moodle_auto_format' }, [
          tag('text', String(side)),
        ]),
      ),
    }),
    import(question) {
      if (question.attributes.type !== 'truefalse') return undefined;
      const right = children(question, 'answer').find(({ attributes }) => Number(attributes.fraction) > 0);
      return { answer: textIn(right) === 'true' };
    },
  },
);
