/** The addresses of all pages, as views name them: `paths.programmes.cohort(id)`. */
import { shellPaths } from './platform/shell.paths.ts';
import { accountPaths } from './features/accounts/index.ts';
import { admissionPaths } from './features/admissions/index.ts';
import { assessmentPaths } from './features/assessments/index.ts';
import { assessorPaths } from './features/assessors/index.ts';
import { assignmentPaths } from './features/assignments/index.ts';
import { attendancePaths } from './features/attendance/index.ts';
import { certificatePaths } from './features/certificates/index.ts';
import { closingPaths } from './features/closing/index.ts';
import { completionPaths } from './features/completion/index.ts';
import { homePaths } from './features/home/index.ts';
import { lessonPaths } from './features/lessons/index.ts';
import { operationPaths } from './features/operations/index.ts';
import { panelPaths } from './features/panels/index.ts';
import { programmePaths } from './features/programmes/index.ts';
import { quizPaths } from './features/quizzes/index.ts';
import { readinessPaths } from './features/readiness/index.ts';
import { reportPaths } from './features/reports/index.ts';

export const paths = Object.freeze({
  shell: shellPaths,
  accounts: accountPaths,
  programmes: programmePaths,
  admissions: admissionPaths,
  lessons: lessonPaths,
  readiness: readinessPaths,
  quizzes: quizPaths,
  assignments: assignmentPaths,
  attendance: attendancePaths,
  completion: completionPaths,
  assessors: assessorPaths,
  assessments: assessmentPaths,
  panels: panelPaths,
  certificates: certificatePaths,
  closing: closingPaths,
  reports: reportPaths,
  operations: operationPaths,
  home: homePaths,
});
