/** Runs once around the whole test process. */
import { closeTestDatabase } from './database.ts';
import './order.ts';

export const mochaHooks = {
  afterAll: () => closeTestDatabase(),
};
