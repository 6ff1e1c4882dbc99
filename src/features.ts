/** What each feature does when the system starts: its listeners, its jobs, its content. */
import { startAccounts } from './features/accounts/index.ts';
import { publishContent } from './features/courses/index.ts';
import { startOperations } from './features/operations/index.ts';
import { startQuizzes } from './features/quizzes/index.ts';
import type { Config } from './platform/config.ts';

export async function startFeatures(config: Config): Promise<void> {
  startAccounts(config);
  startQuizzes();
  startOperations(config);
  await publishContent();
}
