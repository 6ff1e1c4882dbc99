/** All pages of the feature, by whose they are. */
import { Router } from 'express';
import { candidateRoutes } from './candidate.routes.ts';
import { certificationRoutes } from './certification.routes.ts';
import { deskRoutes } from './desk.routes.ts';
import { instrumentRoutes } from './instrument.routes.ts';
import { observationRoutes } from './observation.routes.ts';
import { recordRoutes } from './record.routes.ts';

export const assessmentRoutes = Router().use(
  candidateRoutes,
  deskRoutes,
  recordRoutes,
  observationRoutes,
  instrumentRoutes,
  certificationRoutes,
);
