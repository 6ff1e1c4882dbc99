/** How a page or a letter speaks: the words, the formats and the language, always together. */
import type { Response } from 'express';
import { type Formatter, formatterFor } from './format.ts';
import { type Language, type Translate, translator } from './i18n.ts';

export type Speech = Readonly<{ t: Translate; f: Formatter; lang: Language }>;

export const speechIn = (lang: Language): Speech => ({ t: translator(lang), f: formatterFor(lang), lang });

/** How this request is answered. Views find the same three names. */
export function speechOf(res: Response): Speech {
  const { t, f, lang } = res.locals as Speech;
  return { t, f, lang };
}
