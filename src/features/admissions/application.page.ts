/** The applicant's pages around the steps: before the first, the task list, the check, the receipt and what became of it. */
import type { Question } from '../../platform/confirmed.ts';
import type { Translate } from '../../platform/i18n.ts';
import type { PageModel } from '../../platform/page.ts';
import type { Speech } from '../../platform/speech.ts';
import type { LetterStanding } from '../accounts/index.ts';
import { applicationWindow, type Cohort, type Programme, programmeStates } from '../programmes/index.ts';
import { admissionPaths } from './admissions.paths.ts';
import { answersOf } from './answer.page.ts';
import {
  deadEndOf,
  findUnfinished,
  isEditable,
  requiredChecks,
  requiredSteps,
  type Step,
  taskState,
} from './application.rules.ts';
import { type ApplicationState, applicationStates } from './application.states.ts';
import { warningsFor } from './finding.page.ts';
import { type Place, proofHref, stepHref } from './place.page.ts';

type Offer = Readonly<{ cohort: Cohort; programme: Programme }>;

/** What is needed, how long it takes, and the way in; open to everybody. */
export const startPage = (
  { cohort, programme }: Offer,
  { isSignedIn, ownSeat, now }: { isSignedIn: boolean; ownSeat: string | undefined; now: Date },
  { t, lang }: Speech,
): PageModel => ({
  title: t('admissions.startTitle', { cohort: cohort.name }),
  cohort,
  programmeName: programme.name[lang],
  needed: requiredChecks(cohort.eligibility),
  city: programme.city.name,
  window: programmeStates.is('open', programme.state) ? applicationWindow(cohort, now) : 'over',
  isSignedIn,
  ownSeat,
  action: admissionPaths.begin(cohort.id),
});

const canBegin = ({ cohort, programme }: Offer, now: Date) =>
  programmeStates.is('open', programme.state) && applicationWindow(cohort, now) === 'open';

/** One line a step with its state in a word; a locked one says why by itself. */
export function taskListPage({ cohort, programme, application }: Place, { t, lang }: Speech): PageModel {
  const tasks = requiredSteps(cohort.eligibility).map((step) => ({
    step,
    state: taskState(application, application.state, step),
    href: stepHref(cohort.id, step),
  }));
  const unfinished = findUnfinished(application, application.state, cohort.eligibility);
  return {
    title: t('admissions.taskListTitle'),
    programmeName: programme.name[lang],
    cohort,
    isFixing: applicationStates.is('fixing', application.state),
    tasks: tasks.map((task) => ({ ...task, note: noteOf(task.step, application) })),
    done: tasks.length - unfinished.length,
    total: tasks.length,
    nextStep: unfinished[0],
    nextHref: unfinished[0] ? stepHref(cohort.id, unfinished[0]) : admissionPaths.check(cohort.id),
    withdrawAction: applicationStates.can('withdraw', application.state)
      ? admissionPaths.withdraw(cohort.id)
      : undefined,
  };
}

const noteOf = (step: Step, { checks, state }: Place['application']) =>
  applicationStates.is('fixing', state) && step !== 'person' && checks[step].decision?.verdict === 'needs-fixing'
    ? checks[step].decision.note
    : undefined;

/** All answers with the way to change each, and the declaration. */
export function checkPage(place: Place, holder: { name: string }, t: Translate): PageModel {
  const { cohort, application } = place;
  const unfinished = findUnfinished(application, application.state, cohort.eligibility);
  return {
    title: t('admissions.checkTitle'),
    crumbs: [
      { text: t('admissions.taskListTitle'), href: admissionPaths.application(cohort.id) },
      { text: t('admissions.checkTitle') },
    ],
    applicantName: holder.name,
    sections: requiredSteps(cohort.eligibility).map((step) => ({
      step,
      answers: answersOf(place, step, t),
      proofs: step === 'person' ? [] : proofsOf(place, step),
      changeHref: isEditable(application, application.state, step) ? stepHref(cohort.id, step) : undefined,
      isUnfinished: unfinished.includes(step),
    })),
    warnings: warningsFor(application, cohort.eligibility),
    isReady: unfinished.length === 0,
    action: admissionPaths.send(cohort.id),
  };
}

export const proofsOf = ({ application }: Pick<Place, 'application'>, check: Exclude<Step, 'person'>) =>
  application.checks[check].proofs.map((proof) => ({ ...proof, href: proofHref(application.id, proof) }));

/** Number and time of sending, what was sent, and what happens next. */
export const receiptPage = (place: Place, letters: LetterStanding, t: Translate): PageModel => ({
  letters,
  title: t('admissions.receiptTitle'),
  crumbs: [
    { text: t('admissions.statusTitle'), href: admissionPaths.application(place.cohort.id) },
    { text: t('admissions.receiptTitle') },
  ],
  cohort: place.cohort,
  application: place.application,
  sections: requiredChecks(place.cohort.eligibility).map((check) => ({ check, proofs: proofsOf(place, check) })),
});

/** How the mark of each state looks. */
export const stateTones: Readonly<Record<ApplicationState, string>> = {
  draft: '',
  submitted: 'now',
  'needs-fixing': 'warn',
  accepted: 'good',
  refused: 'bad',
  withdrawn: '',
};

/** Where the application is and who acts next. */
export const statusPage = (
  { cohort, programme, application }: Place,
  letters: LetterStanding,
  now: Date,
  { t, lang }: Speech,
): PageModel => ({
  letters,
  title: t('admissions.statusTitle'),
  programmeName: programme.name[lang],
  cohort,
  application,
  deadEnd: deadEndOf(application.state, { cohort, programme }),
  ports: ['accepted', 'learning', 'exam', 'panel', 'certificate'],
  present: applicationStates.is('accepted', application.state) ? 'learning' : 'accepted',
  stateTone: stateTones[application.state],
  refusedFor: applicationStates.is('refused', application.state) ? application.reason : undefined,
  isAccepted: applicationStates.is('accepted', application.state),
  isWaiting: applicationStates.is('withVerifiers', application.state),
  beginAction:
    applicationStates.can('beginAgain', application.state) && canBegin({ cohort, programme }, now)
      ? admissionPaths.begin(cohort.id)
      : undefined,
  withdrawAction: applicationStates.is('withVerifiers', application.state)
    ? admissionPaths.withdraw(cohort.id)
    : undefined,
});

/** What follows for somebody who takes an application back. */
export const withdrawalQuestion = ({ cohort }: Place, t: Translate): Question => ({
  title: t('admissions.withdrawTitle'),
  crumbs: [
    { text: t('admissions.statusTitle'), href: admissionPaths.application(cohort.id) },
    { text: t('admissions.withdraw') },
  ],
  consequences: [
    t('admissions.withdrawStops', { cohort: cohort.name }),
    t('admissions.withdrawAgain', { count: cohort.seatsLeft }),
  ],
  button: t('admissions.withdraw'),
  back: admissionPaths.application(cohort.id),
});
