/** Each left side has its right side; several may have the same. */
import { z } from 'zod';
import { listOf, text } from '../../../platform/file-fields.ts';
import { known, must } from '../../../platform/must.ts';
import { child, children, tag, textIn } from '../../../platform/xml.rules.ts';
import { choice } from '../question.content.ts';
import { questionType, type Teller } from '../question-type.ts';
import { choiceOf, nameOf, oneForEach, textOf } from '../sheet.rules.ts';
import { holds, ownWords, sentencesOf } from '../words.rules.ts';
import { idOf, named } from './lines.ts';

type Pairs = readonly { left: string; right: string }[];

export const matching = questionType(
  'matching',
  {
    written: {
      pairs: listOf(z.strictObject({ left: text, right: text }), 'left').refine(
        (pairs) => new Set(pairs.map(({ right }) => right)).size >= 2,
        'needs at least two different right sides',
      ),
    },
    shown: { lefts: z.array(choice).readonly(), rights: z.array(choice).readonly() },
    /** The id of the right side for the id of each left side. */
    right: { pairs: z.record(z.string(), z.string()) },
  },
  {
    part: ({ pairs }) => partPairs(pairs),
    draw: ({ lefts, rights }) => ({ choices: lefts, targets: rights }),
    read: ({ choices, targets }) =>
      oneForEach(
        choices.length,
        targets.map(({ id }) => id),
      ),
    isRight: ({ choices, targets }, value, right) =>
      choices.every(({ choice }, index) => choiceOf(targets, value[index]) === right.pairs[choice]),
    rightValue: ({ choices, targets }, right) => choices.map(({ choice }) => nameOf(targets, right.pairs[choice])),
    describe: ({ choices, targets }, value) =>
      value.length === 0 ? [] : choices.map(({ text }, index) => `${text}: ${textOf(targets, value[index])}`),
    tells: ({ pairs, prompt }) => tellsPair(pairs, prompt),
    export: ({ pairs }) => ({
      type: 'matching',
      parts: [
        tag('shuffleanswers', 'true'),
        ...pairs.map(({ left, right }) =>
          tag('subquestion', { format: 'plain_text' }, [tag('text', left), tag('answer', {}, [tag('text', right)])]),
        ),
      ],
    }),
    import: (question) =>
      question.attributes.type === 'matching'
        ? {
            pairs: children(question, 'subquestion').map((pair) => ({
              left: textIn(pair),
              right: textIn(child(pair, 'answer')),
            })),
          }
        : undefined,
  },
);

/** Several left sides may have the same right side, so right sides are named once each. */
function partPairs(pairs: Pairs) {
  const leftId = (index: number) => `l${index + 1}`;
  const lefts = pairs.map(({ left }, index) => ({ id: leftId(index), text: left }));
  const rights = named([...new Set(pairs.map(({ right }) => right))], 'r');
  const right = Object.fromEntries(pairs.map((pair, index) => [leftId(index), idOf(rights, pair.right)]));
  return { shown: { lefts, rights }, right: { pairs: right } };
}

/** Names both sides of a pair in one sentence. */
function tellsPair(pairs: Pairs, prompt: string): Teller {
  const lefts = ownWords([...new Set(pairs.map(({ left }) => left))], prompt);
  const rights = [...new Set(pairs.map(({ right }) => right))];
  const ownOfRight = new Map(ownWords(rights, prompt).map((own, index) => [must(rights[index], 'a right side'), own]));
  return (hint) => {
    const told = pairs.find(({ right }, index) =>
      sentencesOf(hint).some(
        (sentence) =>
          holds(sentence, must(lefts[index], 'the words of a left side')) && holds(sentence, known(ownOfRight, right)),
      ),
    );
    return told && `${told.left} – ${told.right}`;
  };
}
