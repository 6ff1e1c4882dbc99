import { Router } from 'express';

export const completionRoutes = Router();
