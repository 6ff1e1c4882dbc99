/** The application from top to bottom: what every request passes, the features, and what catches the rest. */
import path from 'node:path';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler, Router } from 'express';
import { accountRoutes, authentication } from './features/accounts/index.ts';
import { admissionRoutes } from './features/admissions/index.ts';
import { homeRoutes, navigationFor } from './features/home/index.ts';
import { assessmentRoutes } from './features/assessments/index.ts';
import { assessorRoutes } from './features/assessors/index.ts';
import { assignmentRoutes } from './features/assignments/index.ts';
import { attendanceRoutes } from './features/attendance/index.ts';
import { certificateRoutes } from './features/certificates/index.ts';
import { closingRoutes } from './features/closing/index.ts';
import { completionRoutes } from './features/completion/index.ts';
import { lessonRoutes } from './features/lessons/index.ts';
import { operationsRoutes } from './features/operations/index.ts';
import { panelRoutes } from './features/panels/index.ts';
import { programmeRoutes } from './features/programmes/index.ts';
import { quizRoutes } from './features/quizzes/index.ts';
import { readinessRoutes } from './features/readiness/index.ts';
import { reportRoutes } from './features/reports/index.ts';
import { publicFiles } from './platform/assets.ts';
import type { Config } from './platform/config.ts';
import { protectFromForgery } from './platform/csrf.ts';
import { errorPage } from './platform/error-page.ts';
import { NotFound } from './platform/errors.ts';
import { refuseUnguardedRoutes } from './platform/guard.ts';
import { healthRoutes } from './platform/health.ts';
import { answerInTime } from './platform/patience.ts';
import { projectRoot } from './platform/project-root.ts';
import { keepRefusedForm, keptFormRoutes } from './platform/refused-forms/index.ts';
import { requestLog } from './platform/request-log.ts';
import { refuseOddTarget } from './platform/request-target.ts';
import { securityHeaders } from './platform/security-headers.ts';
import { answerTooSlow } from './platform/request-time.ts';
import { sessions } from './platform/session.ts';
import { speak, surround } from './platform/shell.ts';
import { tellWayOn } from './platform/way-on.ts';
import { paths } from './paths.ts';

export function createApp({ config, sessionSecret }: { config: Config; sessionSecret: string }): Express {
  const app = express()
    .set('view engine', 'ejs')
    .set('views', path.join(projectRoot, 'views'))
    .set('view cache', config.isProduction)
    .set('query parser', 'simple')
    .set('trust proxy', config.trustProxy)
    .disable('x-powered-by');
  app.locals.paths = paths;

  // What sees every request stands in this function, by name: the start refuses any other.
  const passing = new Set<object>();
  type Step = RequestHandler | ErrorRequestHandler;
  const pass = (...given: (Step | Step[])[]) => {
    for (const step of given.flat()) {
      passing.add(step);
      app.use(step);
    }
  };
  pass(securityHeaders(config), refuseOddTarget, compression(), publicFiles, speak(config), tellWayOn, answerTooSlow);
  app.use(healthRoutes);
  pass(requestLog);
  const pages = Router();
  const giveBack = keepRefusedForm(pages);
  pass(answerInTime(giveBack));
  // Read before anything can be refused, so that whoever refuses a form can give back what was typed.
  // The attendance of the largest class, 1000 people, is one form.
  pass(express.urlencoded({ extended: false, limit: '400kb', parameterLimit: 1200 }));
  pass(sessions(config, sessionSecret), authentication());
  pass(protectFromForgery(config.baseUrl.origin), surround(navigationFor));

  pages.use(accountRoutes);
  pages.use(programmeRoutes, admissionRoutes);
  pages.use(lessonRoutes, readinessRoutes, quizRoutes, assignmentRoutes, attendanceRoutes, completionRoutes);
  pages.use(assessorRoutes, assessmentRoutes, panelRoutes, certificateRoutes);
  pages.use(closingRoutes, reportRoutes, operationsRoutes(config), homeRoutes);
  app.use(pages, keptFormRoutes(pages));

  pass(() => {
    throw new NotFound();
  });
  pass(giveBack, errorPage);
  refuseUnguardedRoutes(app, passing);
  return app;
}
