/** Published content. A document is written once and never changed; only `Shelf` moves, from one version to the next. */
import { defineModel } from '../../platform/model.ts';
import { frozen, oneOf, text } from '../../platform/stored-fields.ts';

type PublishedText = { version: string; slug: string; text: string; createdAt: Date };

const published = {
  /** SHA-256 of the content in hexadecimal. */
  version: { ...text, ...frozen },
  slug: { ...text, ...frozen },
  /** Canonical JSON: the text that the version was computed from, with the version itself. */
  text: { ...text, ...frozen },
  createdAt: Date,
};

export const CurriculumText = defineModel<PublishedText>('CurriculumText', published, {
  collection: 'curricula',
  indexes: [[{ version: 1 }, { unique: true }]],
});

/** Apart from the curriculum, so that no learner's page can load a key by mistake. */
export const AnswerKeyText = defineModel<PublishedText>('AnswerKeyText', published, {
  collection: 'answerKeys',
  indexes: [[{ version: 1 }, { unique: true }]],
});

/** Apart too, since notes hold answers; by the curriculum's version. */
export const TeachingNotesText = defineModel<PublishedText>('TeachingNotesText', published, {
  collection: 'teachingNotes',
  indexes: [[{ version: 1 }, { unique: true }]],
});

export const SchemeText = defineModel<PublishedText>('SchemeText', published, {
  collection: 'schemes',
  indexes: [[{ version: 1 }, { unique: true }]],
});

/** Apart from the schemes, which candidates read. */
export const InstrumentsText = defineModel<PublishedText>('InstrumentsText', published, {
  collection: 'instruments',
  indexes: [[{ version: 1 }, { unique: true }]],
});

export type ShelfKind = 'course' | 'scheme' | 'instruments';

/** Which version of a course or scheme a new cohort gets. */
export const Shelf = defineModel<{ kind: ShelfKind; slug: string; version: string; updatedAt: Date }>(
  'Shelf',
  {
    kind: oneOf(['course', 'scheme', 'instruments']),
    slug: text,
    version: text,
    updatedAt: Date,
  },
  { collection: 'shelves', indexes: [[{ kind: 1, slug: 1 }, { unique: true }]] },
);
