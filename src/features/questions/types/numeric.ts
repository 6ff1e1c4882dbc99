/** A number, right within a tolerance. */
import { z } from 'zod';
import { text } from '../../../platform/file-fields.ts';
import { problem } from '../../../platform/forms.ts';
import { plainLine } from '../../../platform/text.rules.ts';
import { child, tag, textIn } from '../../../platform/xml.rules.ts';
import { findFormulaProblem } from '../formula.rules.ts';
import { readNumber } from '../number.rules.ts';
import { questionType, type Teller } from '../question-type.ts';
import { oneLine } from '../sheet.rules.ts';
import { allWords } from '../words.rules.ts';

type Tolerated = Readonly<{ value: number; tolerance: number }>;

export const numeric = questionType(
  'numeric',
  {
    written: {
      /** Right within `tolerance` of `value`, both in `unit`. The formula says how the value comes about. */
      answer: z.strictObject({
        value: z.number(),
        tolerance: z.number().min(0),
        unit: text,
        formula: text.optional(),
      }),
    },
    shown: { unit: z.string() },
    right: { value: z.number(), tolerance: z.number() },
  },
  {
    part: ({ answer: { value, tolerance, unit } }) => ({ shown: { unit }, right: { value, tolerance } }),
    read: ({ question: { unit } }) =>
      oneLine(40).refine(
        ([typed]) => typed === undefined || readNumber(typed, unit) !== undefined,
        problem('questions.numberExpected'),
      ),
    isRight: ({ question }, [typed = ''], right) => isWithin(readNumber(typed, question.unit), right),
    rightValue: (_arrangement, { value }) => [String(value).replace('.', ',')],
    describe: ({ question: { unit } }, value) => value.map((typed) => `${typed} ${unit}`),
    tells: ({ answer }, asked) => tellsNumber(answer, asked),
    findMistakes({ answer }) {
      const message = findFormulaProblem(answer);
      return message === undefined ? [] : [{ path: ['answer', 'formula'], message }];
    },
    findShortcomings: ({ answer }) =>
      answer.formula === undefined ? [{ path: ['answer'], message: 'has no formula' }] : [],
    export: ({ answer: { value, tolerance, unit, formula } }) => ({
      type: 'numerical',
      parts: [
        tag('answer', { fraction: 100, ...(formula === undefined ? {} : { formula }) }, [
          tag('text', String(value)),
          tag('tolerance', String(tolerance)),
        ]),
        tag('units', {}, [tag('unit', {}, [tag('multiplier', '1'), tag('unit_name', unit)])]),
      ],
    }),
    import(question) {
      const answer = child(question, 'answer');
      if (question.attributes.type !== 'numerical' || !answer) return undefined;
      const { formula } = answer.attributes;
      return {
        answer: {
          value: Number(textIn(answer)),
          tolerance: Number(child(answer, 'tolerance')?.text),
          unit: child(question, 'units', 'unit', 'unit_name')?.text,
          ...(formula === undefined ? {} : { formula }),
        },
      };
    },
  },
);

/** Half a millionth of the value is the most that writing a number in binary can move it. */
const isWithin = (number: number | undefined, { value, tolerance }: Tolerated): boolean =>
  number !== undefined && Math.abs(number - value) <= tolerance + Math.max(1, Math.abs(value)) * 5e-10;

const numberWords = 'nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas'.split(' ');

/** 1.250,5 and 1250,5 and 12.5, wherever they can be read as that. */
function readings(written: string): number[] {
  const asIndonesian = written.replaceAll('.', '').replace(',', '.');
  return [Number(asIndonesian), Number(written.replaceAll(',', ''))].filter((value) => !Number.isNaN(value));
}

const numbersIn = (text: string): number[] => [
  ...(plainLine(text).match(/\d+(?:[.,]\d+)*/g) ?? []).flatMap(readings),
  ...allWords(text).flatMap((word) => (numberWords.includes(word) ? [numberWords.indexOf(word)] : [])),
];

/** A number that the question itself names tells nothing. */
function tellsNumber({ value, tolerance }: Tolerated, asked: string): Teller {
  const isKey = (number: number) => Math.abs(number - value) <= tolerance + Math.abs(value) * 1e-9;
  const isAsked = numbersIn(asked).some(isKey);
  return (hint) => (!isAsked && numbersIn(hint).some(isKey) ? String(value) : undefined);
}
