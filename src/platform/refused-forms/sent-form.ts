/** The form of a request that was refused: what was typed, where it was to go, and on which page it stands. */
import type { Request, Response } from 'express';
import { isSafe, sentFrom } from '../csrf.ts';
import { readTypedFields } from '../files/index.ts';
import { readFormToken } from '../form-token.ts';
import { type FormValues, typedValues } from '../forms.ts';
import { isNeverKept } from './sent-form.rules.ts';

export type SentForm = Readonly<{
  /** The address that it was sent to. */
  action: string;
  /** The page that it stands on; '' when that is not known. */
  page: string;
  /** Whom the form was shown to; undefined for a visitor's form, and for one without a token of ours. */
  account: string | undefined;
  values: FormValues;
  /** Files may have been chosen; a browser chooses none by itself. */
  hasFiles: boolean;
  /** A password or a code was typed, which is never kept. */
  hadSecret: boolean;
}>;

/**
 * Undefined unless the form is one of ours: its token was made here, or the browser says that this site sent it. Another
 * site can have neither, and so cannot put words into a form that a person then sends with one press.
 */
export async function readSentForm(req: Request, res: Response): Promise<SentForm | undefined> {
  const from = sentFrom(req, (res.locals.baseUrl as URL).origin);
  if (isSafe(req) || from === 'elsewhere') return undefined;
  const hasFiles = Boolean(req.is('multipart/form-data'));
  await readTypedFields(req, res);
  const body = req.body as Record<string, unknown> | undefined;
  const origin = readFormToken(body?._csrf);
  if (body === undefined || (!origin && from !== 'here')) return undefined;
  const values = textIn(body);
  const names = Object.keys(values);
  return {
    action: req.originalUrl.replace(/^[/\\]+/, '/'),
    page: origin?.page ?? '',
    account: origin?.account,
    values: Object.fromEntries(Object.entries(values).filter(([name]) => !isNeverKept(name))),
    hasFiles,
    hadSecret: names.some((name) => isNeverKept(name) && values[name] !== ''),
  };
}

/** A body that no form of ours can have brought holds nothing that somebody typed. */
function textIn(body: unknown): FormValues {
  try {
    return typedValues(body);
  } catch {
    return {};
  }
}
