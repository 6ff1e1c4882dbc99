import { Router } from 'express';

export const attendanceRoutes = Router();
