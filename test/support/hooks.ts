/** Runs once around the whole test process. */
import { closeTestDatabase } from './database.ts';

export const mochaHooks = {
  afterAll: () => closeTestDatabase(),
};
