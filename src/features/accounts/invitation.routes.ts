import { type Request, type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { Forbidden } from '../../platform/errors.ts';
import { type FormErrors, type FormValues, readForm } from '../../platform/forms.ts';
import { open } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther, words } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { emptyForm, newcomerForm } from './account.form.ts';
import { accountPaths } from './accounts.paths.ts';
import { consentVersion } from './consent.rules.ts';
import { enterAs } from './entrance.ts';
import { acceptAsMember, acceptAsNewcomer, findInvitationFor, type OpenInvitation } from './invitation.service.ts';
import { judgeNewPassword } from './password.service.ts';
import { homePath } from './return-path.rules.ts';

export const invitationRoutes = Router();
type Params = { token: string };

invitationRoutes.get(
  accountPaths.invitation.pattern,
  open<Params>(async (req, res) => {
    const invitation = await findInvitationFor(req.params.token, req.actor, now());
    if (invitation.account) return page(res, 'accounts/invitation-member', memberPage(req, res, invitation));
    page(res, 'accounts/invitation', newcomerPage(req, res, invitation, { name: invitation.name }));
  }),
);

/** For a person without an account: name, password, consent. */
invitationRoutes.post(
  accountPaths.invitation.pattern,
  open<Params>(async (req, res) => {
    const { token } = req.params;
    const invitation = await findInvitationFor(token, req.actor, now());
    if (invitation.account) return seeOther(res, accountPaths.invitation(token));
    const again = (values: FormValues, errors: FormErrors) =>
      pageAgain(res, 'accounts/invitation', { ...newcomerPage(req, res, invitation, values), errors });
    const form = readForm(newcomerForm, req.body);
    if (!form.ok) return again(form.values, form.errors);
    const { name, password } = form.value;
    const fault = await judgeNewPassword(password, [name, invitation.email]);
    if (fault) return again({ name }, { password: { key: fault, values: {} } });
    const accepted = { name, password, language: speechOf(res).lang, consentVersion };
    await enterAs(req as Request, res, await acceptAsNewcomer(token, accepted, now()), homePath);
  }),
);

/** For a person who is signed in to the account that was invited. */
invitationRoutes.post(
  accountPaths.acceptInvitation.pattern,
  open<Params>(async (req, res) => {
    const { token } = req.params;
    const invitation = await findInvitationFor(token, req.actor, now());
    readForm(emptyForm, req.body);
    if (!req.actor) return seeOther(res, accountPaths.invitation(token));
    if (req.actor.id !== invitation.account) throw new Forbidden('accounts.invitedAnother');
    await acceptAsMember(token, req.actor.id, now());
    flash(req as Request, 'accounts.roleTaken');
    seeOther(res, homePath);
  }),
);

const newcomerPage = (req: Request<Params>, res: Response, { role, email }: OpenInvitation, values: FormValues) => ({
  title: words(res)('accounts.invitation'),
  scripts: ['accounts.js'],
  isHidden: true,
  role,
  email,
  here: req.originalUrl,
  consentVersion,
  values: { ...values, password: '', agreed: '' },
});

const memberPage = (req: Request<Params>, res: Response, { role, account }: OpenInvitation) => ({
  title: words(res)('accounts.invitation'),
  isHidden: true,
  role,
  token: req.params.token,
  isSignedIn: req.actor !== undefined,
  isInvited: req.actor?.id === account,
});
