/** What each feature does when the system starts: its listeners, its jobs, its content. */
import { startAccounts } from './features/accounts/index.ts';
import { startAdmissions } from './features/admissions/index.ts';
import { startAssessments } from './features/assessments/index.ts';
import { startAssignments } from './features/assignments/index.ts';
import { startCertificates } from './features/certificates/index.ts';
import { startClosing } from './features/closing/index.ts';
import { startCompletion } from './features/completion/index.ts';
import { publishContent } from './features/courses/index.ts';
import { startOperations } from './features/operations/index.ts';
import { startQuizzes } from './features/quizzes/index.ts';
import type { Config } from './platform/config.ts';

export async function startFeatures(config: Config): Promise<void> {
  startAccounts();
  startAdmissions();
  startQuizzes();
  startAssignments();
  startCompletion();
  startAssessments();
  await startCertificates(config);
  startClosing();
  startOperations(config);
  await publishContent();
}
