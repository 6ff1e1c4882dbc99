import { Router } from 'express';

export const assignmentRoutes = Router();
