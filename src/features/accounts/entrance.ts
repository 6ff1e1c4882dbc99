/** From a right password to a page: through the second step when the account has one. */
import type { Request, Response } from 'express';
import { seeOther } from '../../platform/page.ts';
import { shellPaths } from '../../platform/shell.paths.ts';
import { speechOf } from '../../platform/speech.ts';
import { accountPaths } from './accounts.paths.ts';
import { knowDevice, originOf } from './known-device.ts';
import { localPath } from './return-path.rules.ts';
import { holdForSecondStep, startSession } from './session.ts';
import { findSignedIn, noteSignIn, type SignedInAccount } from './sign-in.service.ts';

export async function enter(req: Request, res: Response, account: SignedInAccount, returnTo: string): Promise<void> {
  if (!account.hasSecondFactor) return enterFully(req, res, account, returnTo);
  await holdForSecondStep(req, account, localPath(returnTo));
  seeOther(res, accountPaths.signInCode());
}

export async function enterFully(
  req: Request,
  res: Response,
  account: SignedInAccount,
  returnTo: string,
): Promise<void> {
  await beginSession(req, res, account);
  seeOther(res, localPath(returnTo));
}

/** Everything that was asked for has been proved. */
export async function beginSession(req: Request, res: Response, account: SignedInAccount): Promise<void> {
  await startSession(req, account);
  await noteSignIn(account.id, speechOf(res).lang, originOf(req).address);
  await knowDevice(req, res, account.id);
}

/** For an account that was made a moment ago. */
export async function enterAs(req: Request, res: Response, accountId: string, returnTo: string): Promise<void> {
  const account = await findSignedIn(accountId);
  if (account) await enter(req, res, account, returnTo);
  else seeOther(res, shellPaths.signIn());
}
