/** What each state says: one sentence, why or what then, and one button. Pure. */
import type { Speech } from '../../platform/speech.ts';
import type { NextCard, Task } from './card.page.ts';
import type { Situation, SituationKind } from './situation.rules.ts';
import { eyebrowOf, hintOf, hrefOf, readingOf, valuesOf } from './situation-words.page.ts';

/** The card for the state that is told first. */
export function cardOf(situation: Situation, speech: Speech, now: Date): NextCard {
  const values = valuesOf(situation, speech, now);
  const eyebrow = eyebrowOf(situation, speech, now);
  return {
    ...(eyebrow === undefined ? {} : { eyebrow }),
    title: speech.t(`home.say.${situation.kind}`, values),
    ...(situation.kind === 'lesson-next'
      ? { progress: readingOf(situation, speech) }
      : { hint: hintOf(situation, values, speech) }),
    link: { href: hrefOf(situation), text: speech.t(`home.do.${situation.kind}`) },
  };
}

/** A line for a state that is told besides: which class or application, and the same sentence. */
export function lineOf(situation: Situation, speech: Speech, now: Date): Task {
  const title = speech.t(`home.say.${situation.kind}`, valuesOf(situation, speech, now));
  const name = 'cohort' in situation ? situation.cohort?.name : undefined;
  return {
    title: name ?? title,
    href: hrefOf(situation),
    state: { kind: lookOf(situation.kind), text: speech.t(`home.state.${situation.kind}`) },
    ...(name === undefined ? {} : { hint: title }),
  };
}

type Look = NonNullable<Task['state']>['kind'];

const looks: readonly (readonly [Look, readonly SituationKind[]])[] = [
  ['bad', ['certificate-revoked', 'certificate-expired', 'application-refused', 'attendance-lost', 'no-reassessment']],
  [
    'warn',
    [
      'application-returned',
      'work-returned',
      'class-over',
      'attempts-used-up',
      'attendance-short',
      'certificate-expiring',
      'certificate-held-up',
      'case-held-up',
      'exam-lapsed',
      'reassessment-open',
      'reassessment-later',
      'evidence-needed',
    ],
  ],
  ['good', ['certificate-valid', 'seat-awaited']],
  [
    '',
    [
      'application-draft',
      'application-closed',
      'application-withdrawn',
      'seat-left',
      'certificate-superseded',
      'class-not-begun',
    ],
  ],
];

const lookOf = (kind: SituationKind): Look => looks.find(([, kinds]) => kinds.includes(kind))?.[0] ?? 'now';
