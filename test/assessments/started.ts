/** Defines the jobs of the feature once for the whole run, as the start of the system does. */
import { startAssessments } from '../../src/features/assessments/index.ts';

before(() => startOnce());

let isStarted = false;

function startOnce(): void {
  if (isStarted) return;
  isStarted = true;
  startAssessments();
}
