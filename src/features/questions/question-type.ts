/**
 * What a type of question has to say for itself; each is one file in types/, listed in question-types.ts.
 *
 * Its three shapes stay apart: `schema` is what an author writes, `shown` what a learner's page may load, `right` what only
 * scoring may. Both parts are strict, so that a key which slips into what is shown keeps its course from being published;
 * and what draws, reads and describes is never given a `right` to tell.
 */
import { z } from 'zod';
import type { Translate } from '../../platform/i18n.ts';
import type { Element } from '../../platform/xml.rules.ts';
import { asked, type Choice } from './question.content.ts';

/** An option under the name it has in this attempt only, so that one learner's answers mean nothing to another. */
export type DrawnChoice = Readonly<{ id: string; choice: string }>;

/** In the order in which they are shown: options, left sides or lines; and the right sides of a matching question. */
export type Arrangement<One = DrawnChoice> = Readonly<{ choices: readonly One[]; targets: readonly One[] }>;

/** A question as it stands before a learner. */
export type Sheet<Shown> = Arrangement & Readonly<{ question: Shown }>;

export type NamedChoice = Readonly<{ id: string; text: string }>;
/** The same with its texts. */
export type NamedSheet<Shown> = Arrangement<NamedChoice> & Readonly<{ question: Shown }>;

/**
 * What was given: the names of the ticked options; the text of a number or word; for each left side the name of its right
 * side; for each line its position from 1. Empty texts stand for what is still open.
 */
export type Value = readonly string[];

/** What an author has to put right, and where in the question. */
export type Finding = Readonly<{ path: readonly PropertyKey[]; message: string }>;
/** What a hint says of the answer; undefined for nothing. */
export type Teller = (hint: string) => string | undefined;
/** A text of the file that is read before the key is. */
export type Hint = Readonly<{ path: readonly PropertyKey[]; text: string }>;

export interface TypeRules<File, Shown, Right, ShownFields = object, RightFields = object> {
  /** Takes the file apart. `options`: what is said of a ticked option, by its id. */
  part(file: File): { shown: ShownFields; right: RightFields; options?: Record<string, string> };

  /** What is shuffled and named anew for each attempt; a pinned one keeps its position at the end. */
  draw?(shown: Shown, say: Translate): Partial<Arrangement<Choice>>;
  /** What a form may send. `isDraft`: somebody is still choosing. Nothing given is a valid answer. */
  read(sheet: Sheet<Shown>, isDraft: boolean): z.ZodType<string[]>;
  /** Whether an answer, though it may be kept, is not finished. */
  isUnfinished?(value: Value): boolean;

  /** All or nothing; asked of answers alone in which nothing is open. */
  isRight(sheet: Sheet<Shown>, value: Value, right: Right): boolean;
  /** The answer that `isRight` finds right. */
  rightValue(arrangement: Arrangement, right: Right): string[];
  /** One line for each part of an answer; nothing for what was not given. */
  describe(sheet: NamedSheet<Shown>, value: Value): string[];

  /** Whether a hint says the answer. `asked`: what the learner has read by then. */
  tells(file: File, asked: string): Teller;
  /**
   * What is said of a wrong choice before the key is shown; a type that has no such texts, or whose texts would tell the
   * answer, lacks this, and what is said of its options comes with the key.
   */
  hints?(file: File): Hint[];
  /** What is wrong with a question that has the right shape. */
  findMistakes?(file: File): Finding[];
  /** What it lacks to be taught with. */
  findShortcomings?(file: File): Finding[];
  /** What all questions of this type together give away by their pattern: those of one bank, or of the whole course. */
  findPatterns?(files: readonly File[], within: 'bank' | 'course'): string[];

  /** The question in Moodle's XML, but for what all have in common. */
  export(file: File): { type: string; parts: Element[] };
  /** The fields of its own, to be checked against `schema`; undefined for a question of another type. */
  import(question: Element): object | undefined;
}

/** Puts a type together: `written`, `shown` and `right` are the fields that it has besides those of every question. */
export function questionType<
  const Name extends string,
  Written extends z.ZodRawShape,
  ShownShape extends z.ZodRawShape,
  RightShape extends z.ZodRawShape,
>(
  name: Name,
  { written, shown, right }: { written: Written; shown: ShownShape; right: RightShape },
  rules: TypeRules<
    z.output<z.ZodObject<typeof asked & { type: z.ZodLiteral<Name> } & Written>>,
    z.output<z.ZodObject<{ type: z.ZodLiteral<Name> } & ShownShape>>,
    z.output<z.ZodObject<{ type: z.ZodLiteral<Name> } & RightShape>>,
    z.output<z.ZodObject<ShownShape>>,
    z.output<z.ZodObject<RightShape>>
  >,
) {
  const type = z.literal(name);
  return {
    name,
    schema: z.strictObject({ ...asked, type, ...written }),
    shown: z.strictObject({ type, ...shown }),
    right: z.strictObject({ type, ...right }),
    ...rules,
  };
}
