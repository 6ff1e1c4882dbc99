/** One of several options is right. */
import { z } from 'zod';
import { child, tag } from '../../../platform/xml.rules.ts';
import { choice } from '../question.content.ts';
import { questionType } from '../question-type.ts';
import { someOf } from '../sheet.rules.ts';
import {
  areRight,
  countCorrect,
  describeTicked,
  exportOptions,
  findUnexplained,
  importOptions,
  options,
  partOptions,
  rightNames,
  tellsOption,
} from './options.ts';

/** Shares of a bank. By chance a quarter would be longest, and a quarter at each position. */
const mostLongest = 0.4;
const mostAtOnePosition = 0.45;

export const single = questionType(
  'single',
  {
    written: { options: options.refine((all) => countCorrect(all) === 1, 'needs exactly one correct option') },
    shown: { options: z.array(choice).readonly() },
    right: { options: z.array(z.string()).readonly() },
  },
  {
    part: partOptions,
    draw: ({ options }) => ({ choices: options }),
    read: ({ choices }) => someOf(choices, 1),
    isRight: areRight,
    rightValue: rightNames,
    describe: describeTicked,
    tells: tellsOption,
    hints: ({ options }) =>
      options.flatMap(({ correct, feedback }, index) =>
        correct || feedback === undefined ? [] : [{ path: ['options', index, 'feedback'], text: feedback }],
      ),
    findShortcomings: findUnexplained,
    findPatterns: (files, within) => (within === 'bank' ? [...findLongest(files), ...findPosition(files)] : []),
    export: (file) => ({
      type: 'multichoice',
      parts: [tag('single', 'true'), tag('shuffleanswers', 'true'), ...exportOptions(file, { right: 100, wrong: 0 })],
    }),
    import: (question) =>
      question.attributes.type === 'multichoice' && child(question, 'single')?.text !== 'false'
        ? { options: importOptions(question) }
        : undefined,
  },
);

type Singles = readonly { options: readonly { correct: boolean; text: string }[] }[];

function findLongest(singles: Singles): string[] {
  const isRightLongest = ({ options }: Singles[number]) => {
    const lengths = (isRight: boolean) => options.flatMap((one) => (one.correct === isRight ? one.text.length : []));
    return Math.max(...lengths(true)) > Math.max(...lengths(false));
  };
  const longest = singles.filter(isRightLongest).length;
  return longest > singles.length * mostLongest
    ? [`the right option is the longest in ${longest} of ${singles.length}`]
    : [];
}

function findPosition(singles: Singles): string[] {
  const positions = singles.map(({ options }) => options.findIndex(({ correct }) => correct));
  const fullest = Math.max(0, ...positions.map((position) => positions.filter((other) => other === position).length));
  return fullest > singles.length * mostAtOnePosition
    ? [`the right option stands at the same position in ${fullest} of ${singles.length}`]
    : [];
}
