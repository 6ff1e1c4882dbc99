/** The fields of stored documents, by what they hold: required each, unless said otherwise. */
import { Schema } from 'mongoose';
import type { Bilingual } from './i18n.ts';
import { part } from './model.ts';

export const id = { type: Schema.Types.ObjectId, required: true } as const;
/** At least one character: an empty string counts as missing. */
export const text = { type: String, required: true } as const;
/** What may be left empty, and then is ''. */
export const freeText = { type: String, default: '' } as const;
export const texts = { type: [String], required: true } as const;
export const number = { type: Number, required: true } as const;
export const flag = { type: Boolean, required: true } as const;
/** A moment; a day is its midnight in WIB. */
export const date = { type: Date, required: true } as const;
/** A state, a kind, a reason: one word of a list. */
export const oneOf = <Word extends string>(words: readonly Word[]) => ({ ...text, enum: words });
export const bilingual = { type: part<Bilingual>({ id: text, en: text }), required: true } as const;

/** Spread into a field that is written once and never changed: mongoose leaves it out of every update. */
export const frozen = { immutable: true } as const;
export const frozenId = { ...id, ...frozen } as const;
