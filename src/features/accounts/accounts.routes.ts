import { Router } from 'express';
import { ownAccountRoutes } from './account.routes.ts';
import { invitationRoutes } from './invitation.routes.ts';
import { passwordRoutes } from './password.routes.ts';
import { secondFactorRoutes } from './second-factor.routes.ts';
import { setupRoutes } from './setup.routes.ts';
import { signInRoutes } from './sign-in.routes.ts';
import { signUpRoutes } from './sign-up.routes.ts';

export const accountRoutes = Router().use(
  signUpRoutes,
  signInRoutes,
  ownAccountRoutes,
  passwordRoutes,
  secondFactorRoutes,
  invitationRoutes,
  setupRoutes,
);
