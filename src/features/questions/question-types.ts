/** The table of all types of question. A type that is listed here is written, drawn, answered, marked and described. */
import { z } from 'zod';
import { known } from '../../platform/must.ts';
import type { Asked } from './question.content.ts';
import type { TypeRules } from './question-type.ts';
import { matching } from './types/matching.ts';
import { multiple } from './types/multiple.ts';
import { numeric } from './types/numeric.ts';
import { ordering } from './types/ordering.ts';
import { shortText } from './types/short-text.ts';
import { single } from './types/single.ts';
import { trueFalse } from './types/true-false.ts';

export const questionTypes = [single, multiple, numeric, matching, ordering, shortText, trueFalse] as const;

type Listed = (typeof questionTypes)[number];
export type TypeName = Listed['name'];
/** A question as its author writes it. */
export type QuestionFile = z.output<Listed['schema']>;
/** A question as a learner's page may load it. */
export type Question = Asked & Shown;
type Shown = z.output<Listed['shown']>;
/** What only scoring may see. */
export type RightAnswer = z.output<Listed['right']>;

type Schema = Listed['schema'];
export const questionFile = z.discriminatedUnion(
  'type',
  questionTypes.map(({ schema }) => schema) as [Schema, ...Schema[]],
);

export type AnyType = TypeRules<QuestionFile, Shown, RightAnswer> &
  Readonly<{ name: TypeName; shown: z.ZodType<object>; right: z.ZodType<RightAnswer> }>;

const byName = new Map<TypeName, AnyType>(questionTypes.map((type) => [type.name, type]));

export const typeOf = ({ type }: Readonly<{ type: TypeName }>): AnyType => known(byName, type);
