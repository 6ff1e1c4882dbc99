/** What each feature does when the system starts: its listeners, its jobs, its content. */
import type { Config } from './platform/config.ts';

export async function startFeatures(_config: Config): Promise<void> {}
