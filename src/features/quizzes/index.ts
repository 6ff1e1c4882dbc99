/** Quizzes: attempts drawn from a bank, timed by the server, saved answer by answer and scored once. */
import './strings.ts';

export { minutesLeft, type QuizProgress } from './attempt.rules.ts';
export { saveAnswer } from './answer.service.ts';
export { countRunningAttempts, startAttempt } from './attempt.service.ts';
export { quizRoutes } from './quiz.routes.ts';
export { startQuizzes } from './quizzes.jobs.ts';
export { type QuizResults, quizResultsOf } from './result.service.ts';
export { submitAttempt, submitExpired } from './submission.service.ts';
export { quizPaths } from './quizzes.paths.ts';
