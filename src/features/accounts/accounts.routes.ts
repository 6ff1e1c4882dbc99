import { Router } from 'express';
import { ownAccountRoutes } from './account.routes.ts';
import { contactChangeRoutes } from './contact-change.routes.ts';
import { deviceRoutes } from './device.routes.ts';
import { invitationRoutes } from './invitation.routes.ts';
import { nameRoutes } from './name.routes.ts';
import { passwordRoutes } from './password.routes.ts';
import { secondFactorRoutes } from './second-factor.routes.ts';
import { setupRoutes } from './setup.routes.ts';
import { signInRoutes } from './sign-in.routes.ts';
import { signUpRoutes } from './sign-up.routes.ts';

export const accountRoutes = Router().use(
  signUpRoutes,
  signInRoutes,
  ownAccountRoutes,
  nameRoutes,
  contactChangeRoutes,
  deviceRoutes,
  passwordRoutes,
  secondFactorRoutes,
  invitationRoutes,
  setupRoutes,
);
