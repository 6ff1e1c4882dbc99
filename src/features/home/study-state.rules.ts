/** In which state somebody is who studies in a class. Pure. */
import { storedIn, submissionStates } from '../assignments/index.ts';
import { sessionsToEnough, type SessionsAhead } from '../attendance/index.ts';
import type { CompletionDecision, CompletionPart, Progress } from '../completion/index.ts';
import { isOver, weekOf, weekStart } from '../lessons/index.ts';
import type { Cohort } from '../programmes/index.ts';
import { type CourseStep, nextStep, quizStance, type Today, workStateIn } from './learner.rules.ts';
import type { StudySituation } from './situation.rules.ts';

export type Study = Pick<Progress, 'curriculum' | 'read' | 'quizzes' | 'works' | 'decision' | 'facts'> &
  Readonly<{ cohort: Cohort; ahead: SessionsAhead }>;

export const todayIn = ({ cohort, curriculum }: Pick<Study, 'cohort' | 'curriculum'>, now: Date): Today => ({
  week: weekOf(cohort.startsOn, curriculum.weeks, now),
  now,
});

/** What runs and what came back first, then the next step of the course, then what stands in the way, then what is awaited. */
export function studySituation(study: Study, now: Date): StudySituation {
  const { cohort } = study;
  const today = todayIn(study, now);
  if (today.week === 0 && !isOver(cohort, now)) return { kind: 'class-not-begun', cohort };
  const running = runningQuiz(study, now);
  if (running) return running;
  if (isOver(cohort, now)) return over(study);
  const returned = study.curriculum.modules.find(({ assignment }) =>
    submissionStates.is('returned', storedIn(workStateIn(study.works, assignment))),
  );
  if (returned) return { kind: 'work-returned', cohort, module: returned };
  const step = nextStep(study, today);
  if (step) return stepSituation(step, cohort);
  return obstacle(study, now) ?? awaited(study, today);
}

function runningQuiz({ cohort, curriculum, quizzes }: Study, now: Date): StudySituation | undefined {
  for (const module of curriculum.modules) {
    const stance = quizStance(module.quiz, quizzes.get(module.quiz.id), now);
    if (stance.is === 'running')
      return { kind: 'quiz-running', cohort, module, attempt: stance.attempt, deadline: stance.deadline };
  }
  return undefined;
}

function over({ cohort, decision, works }: Study): StudySituation {
  const lacking = decision.parts.flatMap(({ part, have, need, met }) => (met ? [] : [{ part, have, need }]));
  return { kind: 'class-over', cohort, lacking, inMarking: countInMarking(works) };
}

function stepSituation(step: CourseStep, cohort: Cohort): StudySituation {
  const { module } = step;
  if (step.kind === 'lesson') return { kind: 'lesson-next', cohort, module, lesson: step.lesson };
  if (step.kind === 'quiz') return { kind: 'quiz-next', cohort, module, left: step.left };
  return { kind: 'work-next', cohort, module };
}

/** What keeps somebody from completing although all that could be done now is done. */
function obstacle({ cohort, curriculum, quizzes, decision, facts, ahead }: Study, now: Date) {
  const usedUp = curriculum.modules.find(({ quiz }) => quizStance(quiz, quizzes.get(quiz.id), now).is === 'used-up');
  if (usedUp && asks(decision, 'quizzes')) return { kind: 'attempts-used-up', cohort, module: usedUp } as const;
  const attendance = asks(decision, 'attendance');
  if (!attendance || attendance.met || facts.attendance.held === 0) return undefined;
  const { have, need } = attendance;
  const toAttend = sessionsToEnough(facts.attendance, need);
  const isLost = toAttend === undefined || toAttend > ahead.left;
  return {
    kind: isLost ? 'attendance-lost' : 'attendance-short',
    cohort,
    have,
    need,
    toAttend,
  } as const;
}

/** All of the plan up to this week is done: what others do, and what may be done before its week. */
function awaited(study: Study, today: Today): StudySituation {
  const { cohort, curriculum, quizzes, works } = study;
  const cooling = curriculum.modules.flatMap((module) => {
    const stance = quizStance(module.quiz, quizzes.get(module.quiz.id), today.now);
    return stance.is === 'cooling' ? [{ module, until: stance.until }] : [];
  })[0];
  if (cooling) return { kind: 'quiz-cooling', cohort, ...cooling };
  const count = countInMarking(works);
  const ahead = nextStep(study, { ...today, week: curriculum.weeks });
  if (count > 0) return { kind: 'marks-awaited', cohort, count, mayGoOn: ahead !== undefined };
  if (!ahead) return { kind: 'attendance-awaited', cohort };
  const { module } = ahead;
  return { kind: 'module-awaited', cohort, module, step: ahead, plannedFor: weekStart(cohort.startsOn, module.week) };
}

const asks = ({ parts }: CompletionDecision, wanted: CompletionPart['part']): CompletionPart | undefined =>
  parts.find(({ part }) => part === wanted);

const countInMarking = (works: Study['works']): number =>
  [...works.values()].filter(({ state }) => submissionStates.is('waiting', storedIn(state))).length;
