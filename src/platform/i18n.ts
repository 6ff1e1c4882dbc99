/** The words of the interface, in two languages. A folder src/…/<name>/strings/{id,en}.json holds the keys `<name>.*`. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInstance } from 'i18next';
import { projectRoot } from './project-root.ts';

export const languages = ['id', 'en'] as const;
export type Language = (typeof languages)[number];

/** Each feature adds its own catalogue here by declaration merging, so that a key that does not exist does not compile. */
export interface Strings {
  platform: typeof import('./strings/id.json');
}

/** i18next picks the plural form itself, so the key is named without it. */
type WithoutPlural<Key extends string> = Key extends `${infer Base}_${'one' | 'other'}` ? Base : Key;
export type StringKey = {
  [Name in keyof Strings & string]: `${Name}.${WithoutPlural<keyof Strings[Name] & string>}`;
}[keyof Strings & string];

export type Values = Readonly<Record<string, unknown>>;
export type Translate = (key: StringKey, values?: Values) => string;

/** A text that is part of the curriculum or of a programme, written in both languages. */
export type Bilingual = Readonly<Record<Language, string>>;

export type Catalogue = Readonly<Record<Language, Readonly<Record<string, string>>>>;

/** Reads every catalogue below src/: { id: { 'platform.save': 'Simpan' }, en: { … } }. */
export function readCatalogue(): Catalogue {
  const source = path.join(projectRoot, 'src');
  const folders = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (name) => path.basename(name) === 'strings',
  );
  const wordsOf = (language: Language) =>
    Object.fromEntries(
      folders.flatMap((folder) => {
        const text = readFileSync(path.join(source, folder, `${language}.json`), 'utf8');
        const name = path.basename(path.dirname(folder));
        return Object.entries(JSON.parse(text) as Record<string, string>).map(([key, value]) => [
          `${name}.${key}`,
          value,
        ]);
      }),
    ) as Record<string, string>;
  return { id: wordsOf('id'), en: wordsOf('en') };
}

const translators = startTranslators(readCatalogue());

function startTranslators({ id, en }: Catalogue): Record<Language, Translate> {
  const i18n = createInstance();
  void i18n.init({
    initAsync: false,
    resources: { id: { translation: id }, en: { translation: en } },
    fallbackLng: 'id',
    keySeparator: false,
    nsSeparator: false,
    // EJS escapes what it prints; escaping here would do it twice.
    interpolation: { escapeValue: false },
  });
  const translate = (language: Language): Translate => {
    const fixed = i18n.getFixedT(language);
    // Most sentences have no values, and a page has tens of them: looking each up once a process is enough.
    const plain = new Map<StringKey, string>();
    return (key, values) => {
      if (values) return fixed(key, values);
      const known = plain.get(key) ?? fixed(key);
      plain.set(key, known);
      return known;
    };
  };
  return { id: translate('id'), en: translate('en') };
}

export const translator = (language: Language): Translate => translators[language];

export const isLanguage = (value: unknown): value is Language => languages.includes(value as Language);

/** What the person chose, else the first of our languages that the browser asks for, else Indonesian. */
export function chooseLanguage(chosen: unknown, acceptLanguage: string | undefined): Language {
  if (isLanguage(chosen)) return chosen;
  const asked = (acceptLanguage ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return asked.find(isLanguage) ?? 'id';
}
