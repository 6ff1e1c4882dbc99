import { type Verdict, yes } from '../../platform/permit.ts';
import type { Actor } from './actor.rules.ts';

/** There is no page about somebody else's account, so whoever is signed in may use all of these. */
export const accountPolicy = {
  useOwn: (_actor: Actor, _subject: unknown): Verdict => yes,
};
