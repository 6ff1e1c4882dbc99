/**
 * Acts that end something: what is sent first is answered with a question that says what will happen, and only what is
 * sent from that page acts. Nothing ends at one tap, and it needs no JavaScript.
 */
import type { Response } from 'express';
import { type FormValues, typedValues } from './forms.ts';
import { type Act, type GuardedRequest, markAsking } from './guard.ts';
import { type Crumb, page } from './page.ts';

export type Question = Readonly<{
  /** What is about to be done, as a question. */
  title: string;
  crumbs?: readonly Crumb[];
  /** What follows from it, for whom; a sentence each. */
  consequences: readonly string[];
  /** On the button: the act as a verb. */
  button: string;
  /** Where somebody goes who does not want to. */
  back: string;
  /** Shows the form that was sent again, with what was typed, for somebody who wants to change it first. */
  change?: (res: Response) => void | Promise<void>;
  /** The act ends something: its button says so, and the way back to the form is called not to do it. */
  isEnding?: true;
  /** What has to be typed to go on, for what concerns many people. */
  typed?: string;
}>;

/** Undefined when there is nothing to ask: what was sent ends nothing, or is refused by the act anyway. */
export type Ask<Params, Subject> = (
  req: GuardedRequest<Params>,
  res: Response,
  subject: Subject,
) => Question | undefined | Promise<Question | undefined>;

const names = ['confirmed', 'confirmedName', 'changeFirst'] as const;

/** What was sent, without what a question adds: for reading the form while it is being asked about. */
export const withoutConfirmation = (body: unknown): FormValues =>
  Object.fromEntries(
    Object.entries(typedValues(body)).filter(([name]) => !(names as readonly string[]).includes(name)),
  );

/** `act`, once it was confirmed. It reads the same form as without: what the question adds is taken out again. */
export function confirmed<Params = Record<string, string>, Subject = unknown>(
  ask: Ask<Params, Subject>,
  act: Act<Params, Subject>,
): Act<Params, Subject> {
  return markAsking<Act<Params, Subject>>(async (req, res, subject) => {
    // A password is not written into a page; who needs one asks for it after this.
    const {
      confirmed: isConfirmed,
      confirmedName,
      changeFirst,
      confirmPassword: _secret,
      ...sent
    } = typedValues(req.body);
    const question = await ask(req, res, subject);
    if (question?.change && changeFirst) return question.change(res);
    const isNamed = question?.typed === undefined || isSameName(String(confirmedName ?? ''), question.typed);
    if (question && (isConfirmed !== 'yes' || !isNamed)) {
      return showQuestion(req, res, question, {
        sent,
        typed: isConfirmed === 'yes' ? String(confirmedName ?? '') : undefined,
      });
    }
    for (const name of names) delete (req.body as Record<string, unknown>)[name];
    await act(req, res, subject);
  });
}

type Shown = Readonly<{ sent: ReturnType<typeof typedValues>; typed: string | undefined }>;

/** For an act that reads more than a form: it asks by itself, and takes `confirmed` for the answer. */
export const askNow = <Params>(
  req: GuardedRequest<Params>,
  res: Response,
  question: Question,
  sent: FormValues,
): void => showQuestion(req, res, question, { sent, typed: undefined });

function showQuestion<Params>(
  req: GuardedRequest<Params>,
  res: Response,
  question: Question,
  { sent, typed }: Shown,
): void {
  const isWrong = typed !== undefined;
  if (isWrong) res.status(422);
  page(res, 'confirm', {
    ...question,
    mayChange: question.change !== undefined,
    action: req.originalUrl,
    sent: Object.entries(sent).flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: one }))),
    values: { confirmedName: typed ?? '' },
    errors: isWrong ? { confirmedName: { key: 'platform.nameDiffers', values: { name: question.typed } } } : {},
  });
}

/** Who types a name to confirm it is not asked for its capitals, spaces and dashes. */
export const isSameName = (typed: string, name: string): boolean => lettersOf(typed) === lettersOf(name);

const lettersOf = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '');
