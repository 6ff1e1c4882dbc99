/** Several options are right, and not all of them. */
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

/** A share of the questions with as many options to tick, and how many such questions make a share mean something. */
const mostOfOneCount = 0.6;
const leastToVary = 5;

export const multiple = questionType(
  'multiple',
  {
    written: {
      options: options
        .refine((all) => countCorrect(all) >= 2, 'needs at least two correct options')
        .refine(
          (all) => countCorrect(all) < all.length,
          'needs at least one wrong option, or ticking everything is right',
        ),
    },
    shown: { options: z.array(choice).readonly() },
    right: { options: z.array(z.string()).readonly() },
  },
  {
    part: partOptions,
    draw: ({ options }) => ({ choices: options }),
    read: ({ choices }) => someOf(choices, choices.length),
    isRight: areRight,
    rightValue: rightNames,
    describe: describeTicked,
    tells: tellsOption,
    findShortcomings: findUnexplained,
    findPatterns: (files, within) => (within === 'course' ? findCounts(files) : []),
    export: (file) => ({
      type: 'multichoice',
      parts: [
        tag('single', 'false'),
        tag('shuffleanswers', 'true'),
        // Moodle adds up what is ticked; a wrong tick takes all of it, as here.
        ...exportOptions(file, { right: Number((100 / countCorrect(file.options)).toFixed(5)), wrong: -100 }),
      ],
    }),
    import: (question) =>
      question.attributes.type === 'multichoice' && child(question, 'single')?.text === 'false'
        ? { options: importOptions(question) }
        : undefined,
  },
);

/** Where nearly every question with four options has two right ones, who knows that need not know the answer. */
function findCounts(files: readonly { options: readonly { correct: boolean }[] }[]): string[] {
  const sizes = [...new Set(files.map(({ options }) => options.length))].sort();
  return sizes.flatMap((size) => {
    const counts = files.flatMap(({ options }) => (options.length === size ? countCorrect(options) : []));
    const most = Math.max(...counts.map((count) => counts.filter((other) => other === count).length));
    return counts.length >= leastToVary && most > counts.length * mostOfOneCount
      ? [`${most} of ${counts.length} questions with ${size} options to tick have as many right ones as each other`]
      : [];
  });
}
