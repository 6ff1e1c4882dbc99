/** What there is to tell of an end or a closing, and to whom. Pure. */
import type { Path } from '../../platform/paths.ts';

/** `over`: ended or closed. `back`: taken back. */
export type News = 'over' | 'back';
/** `at` is when it was done, as text. */
export type Occasion = Readonly<{ kind: 'cohort' | 'programme'; news: News; id: string; at: string }>;
export type Reader = Readonly<{ account: string; as: 'learner' | 'staff' | 'applicant'; path: Path }>;
