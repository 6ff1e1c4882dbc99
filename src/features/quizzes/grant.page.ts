/** What an instructor sees of learners who have no attempt left, and of granting one more. Pure. */
import { type Paged, pagerOf } from '../../platform/paging.ts';
import type { Path } from '../../platform/paths.ts';
import type { Speech } from '../../platform/speech.ts';
import type { Person } from '../accounts/index.ts';
import type { Enrolment } from '../admissions/index.ts';
import type { Module } from '../courses/index.ts';
import { lessonPaths } from '../lessons/index.ts';
import type { Cohort } from '../programmes/index.ts';
import { resultOf, type Allowance } from './attempt.rules.ts';
import type { Attempt } from './attempt.service.ts';
import type { Exhausted, Grant } from './grant.service.ts';
import { crumbsOf, namedGrants, quizPath } from './quiz.page.ts';
import { quizPaths } from './quizzes.paths.ts';

type People = ReadonlyMap<string, Person>;

export const grantPath = (cohortId: string, module: Module, enrolmentId: string): Path =>
  quizPaths.grant(cohortId, module.slug, enrolmentId);

const looks: Record<Allowance['kind'], string> = {
  usedUp: 'bad',
  ready: 'now',
  waiting: 'now',
  before: '',
  open: 'now',
  closed: 'warn',
  passed: 'good',
};

export type ExhaustedView = {
  cohort: Pick<Cohort, 'id'>;
  module: Module;
  listed: Paged<Exhausted>;
  people: People;
  /** Who looks: nobody grants to themselves. */
  actorId: string;
};

export function exhaustedPage(view: ExhaustedView, { t }: Pick<Speech, 't'>) {
  const { cohort, module, listed, people } = view;
  return {
    total: listed.total,
    ...pagerOf(listed, quizPath(cohort.id, module)),
    rows: listed.items.map(({ enrolment, account, result, allowance, grants }) => ({
      name: people.get(account)?.name ?? '',
      percent: result.percent,
      attempts: result.attempts,
      grants: namedGrants(grants, people),
      state: { kind: looks[allowance.kind], text: t(`quizzes.exhausted.${allowance.kind}`) },
      grantPath:
        allowance.kind === 'usedUp' && account !== view.actorId ? grantPath(cohort.id, module, enrolment) : undefined,
    })),
  };
}

export type GrantView = {
  cohort: Cohort;
  module: Module;
  learner: Enrolment;
  attempts: readonly Attempt[];
  grants: readonly Grant[];
  allowance: Allowance;
  people: People;
};

export function grantPage(view: GrantView, speech: Speech) {
  const { cohort, module, learner, attempts, allowance, people } = view;
  const { t } = speech;
  const back = quizPath(cohort.id, module);
  const submitted = attempts.flatMap(({ n, score, submittedAt }) => (score ? [{ n, score, submittedAt }] : []));
  return {
    title: t('quizzes.grant'),
    crumbs: [...crumbsOf(cohort.id, module, speech, { isWithin: true }), { text: t('quizzes.grant') }],
    name: people.get(learner.account)?.name ?? '',
    result: resultOf(submitted.map(({ score }) => score)),
    passPercent: module.quiz.passPercent,
    submitted,
    grants: namedGrants(view.grants, people),
    n: attempts.length + 1,
    isOffered: allowance.kind === 'usedUp',
    state: { kind: looks[allowance.kind], text: t(`quizzes.exhausted.${allowance.kind}`) },
    path: grantPath(cohort.id, module, learner.id),
    notesPath: lessonPaths.notes(cohort.id, module.slug),
    back,
  };
}
