/** All routes of panels. */
import { Router } from 'express';
import { decisionRoutes } from './decision.routes.ts';
import { meetingRoutes } from './meeting.routes.ts';
import { panelRoutes } from './panel.routes.ts';
import { setAsideRoutes } from './set-aside.routes.ts';

export const panelsRoutes = Router().use(meetingRoutes, panelRoutes, decisionRoutes, setAsideRoutes);
