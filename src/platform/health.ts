import { Router } from 'express';
import { pingDatabase } from './database.ts';
import { isStopping } from './draining.ts';
import { open } from './guard.ts';
import { log } from './log.ts';

/** For the machine that watches this one: alive, and able to serve. Neither needs a session. */
export const healthRoutes = Router();

healthRoutes.get(
  '/healthz',
  open((_req, res) => res.type('text').send('ok')),
);

healthRoutes.get(
  '/readyz',
  open(async (_req, res) => {
    if (isStopping()) return void res.status(503).type('text').send('stopping');
    try {
      await pingDatabase();
      res.type('text').send('ready');
    } catch (error) {
      log.warn({ err: error }, 'not ready');
      res.status(503).set('Retry-After', '5').type('text').send('the database does not answer');
    }
  }),
);
