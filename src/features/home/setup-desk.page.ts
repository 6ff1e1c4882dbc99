/** The tasks of whoever sets up a new school, in the order in which one needs the other. Pure. */
import type { Speech } from '../../platform/speech.ts';
import { programmePaths } from '../programmes/index.ts';
import type { NextCard, Task } from './card.page.ts';
import type { Desk } from './desk.page.ts';
import type { SetupDesk } from './setup-desk.service.ts';

const steps = ['body', 'centre', 'programme', 'cohort', 'staff', 'opening'] as const;
type Step = (typeof steps)[number];
type Standing = Readonly<{ step: Step; isDone: boolean; href: string | undefined }>;

/** A step that needs an earlier one has no address before that one is done. */
export function setupSteps({ hasBody, hasCentre, programme, cohort, hasStaff }: SetupDesk): Standing[] {
  return [
    { step: 'body', isDone: hasBody, href: programmePaths.bodies() },
    { step: 'centre', isDone: hasCentre, href: programmePaths.centres() },
    { step: 'programme', isDone: programme !== undefined, href: hasBody ? programmePaths.make() : undefined },
    {
      step: 'cohort',
      isDone: cohort !== undefined,
      href: programme !== undefined && hasCentre ? programmePaths.newCohort(programme) : undefined,
    },
    { step: 'staff', isDone: hasStaff, href: cohort === undefined ? undefined : programmePaths.staff(cohort) },
    // Once a cohort is open the school stands, and this list is gone.
    {
      step: 'opening',
      isDone: false,
      href: hasStaff && programme !== undefined ? programmePaths.one(programme) : undefined,
    },
  ];
}

export function setupDesk(setup: SetupDesk, speech: Speech): Desk {
  const { t } = speech;
  const all = setupSteps(setup);
  const next = all.find(({ isDone }) => !isDone);
  return {
    title: t('home.desk.setup'),
    ...(next ? { next: cardOf(next, speech) } : {}),
    tasks: all.map((one) => taskOf(one, one === next, speech)),
    empty: '',
  };
}

const cardOf = ({ step, href }: Standing, { t }: Speech): NextCard => ({
  eyebrow: t('home.setupOf', { place: steps.indexOf(step) + 1, of: steps.length }),
  title: t(`home.setup.${step}`),
  hint: t(`home.setupHint.${step}`),
  ...(href === undefined ? {} : { link: { href, text: t(`home.setupDo.${step}`) } }),
});

function taskOf({ step, isDone, href }: Standing, isNext: boolean, { t }: Speech): Task {
  const state = isDone
    ? ({ kind: 'good', text: t('home.setupState.done') } as const)
    : ({ kind: isNext ? 'now' : '', text: t(isNext ? 'home.setupState.next' : 'home.setupState.notYet') } as const);
  return {
    title: t(`home.setup.${step}`),
    ...(href === undefined ? {} : { href }),
    state,
    ...(isDone ? {} : { hint: t(href === undefined ? `home.setupNeeds.${step}` : `home.setupHint.${step}`) }),
  };
}
