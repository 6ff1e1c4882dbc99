/** The only way to a page: who may, on what, and what happens then. */
import type { Express, Request, RequestHandler, Response, Router } from 'express';
import { isSafe } from './csrf.ts';
import { FormExpired, NotFound, SignInRequired, UnsupportedMedia } from './errors.ts';
import { abilities, type Able, permit, type Verdict } from './permit.ts';

/** Whoever is signed in; the accounts feature says what that holds. */
export type SignedIn = NonNullable<Request['actor']>;
export type GuardedRequest<Params = Record<string, string>> = Request<Params> & { actor: SignedIn };

type Rule<Subject> = (actor: SignedIn, subject: Subject) => Verdict;
type Load<Params, Subject> = (req: GuardedRequest<Params>) => Promise<Subject> | Subject;
export type Act<Params, Subject> = (req: GuardedRequest<Params>, res: Response, subject: Subject) => unknown;

const guards = new WeakSet<object>();
const receivers = new WeakSet<object>();
/** Acts that ask before they end something, and the routes that are made of them. */
const asking = new WeakSet<object>();
const askingRoutes = new WeakSet<object>();

/** A route's whole promise in one line: sign in (401), by an own form (403), load what it is about (404), ask (403), act. */
export function guard<Params = Record<string, string>, Subject = unknown>(
  rule: Rule<Subject>,
  load: Load<Params, Subject>,
  act: Act<Params, Subject>,
): RequestHandler<Params> {
  const route: RequestHandler<Params> = async (req, res) => {
    if (!req.actor) throw new SignInRequired(isSafe(req) ? 'platform.signInRequired' : 'platform.signInAgain');
    if (req.isUnproven) throw new FormExpired();
    refuseUnreadable(req, act);
    const signedIn = req as GuardedRequest<Params>;
    const subject = await load(signedIn);
    permit(rule(signedIn.actor, subject));
    await act(signedIn, res, subject);
  };
  guards.add(route);
  if (asking.has(act)) askingRoutes.add(route);
  return route;
}

/**
 * Loads the subject with what the person `can` do about it: a page shows a button when the rule that guards its act says yes,
 * and asks no rule by itself.
 */
export const withAbilities =
  <Subject extends object, Name extends string, Params = Record<string, string>>(
    load: Load<Params, Subject>,
    rules: Readonly<Record<Name, Rule<Subject>>>,
  ) =>
  async (req: GuardedRequest<Params>): Promise<Subject & Able<Name>> => {
    const subject = await load(req);
    return { ...subject, can: abilities(rules, req.actor, subject) };
  };

/** A route that anyone may use has to say so. */
export function open<Params = Record<string, string>>(
  act: (req: Request<Params>, res: Response) => unknown,
): RequestHandler<Params> {
  const route: RequestHandler<Params> = async (req, res) => {
    if (req.isUnproven) throw new FormExpired();
    refuseUnreadable(req, act);
    await act(req, res);
  };
  guards.add(route);
  return route;
}

/** For a rule that is about nothing but the person. */
export const nothing = (): object => ({});

/** Says that `act` reads multipart bodies itself, and checks their CSRF token once it has. */
export function markReceiver<Act extends object>(act: Act): Act {
  receivers.add(act);
  return act;
}

/** Says that `act` asks first; see confirmed.ts. */
export function markAsking<A extends object>(act: A): A {
  asking.add(act);
  return act;
}

/** Ids that no document can have are not found; a multipart body, whose token nobody checked yet, is refused. */
function refuseUnreadable<Params>(req: Request<Params>, act: object): void {
  for (const [name, value] of Object.entries(req.params as Record<string, string>)) {
    if (/(^id|Id)$/.test(name) && !/^[0-9a-f]{24}$/.test(value)) throw new NotFound();
  }
  if (req.is('multipart/form-data') && !receivers.has(act)) throw new UnsupportedMedia('platform.noFilesHere');
}

export type RouteLine = { method: string; path: string };

/**
 * Called once at start: a route without a guard is a mistake of ours, and the server does not come up with it. Nor with a step
 * that answers all requests past the guards: those that are meant to stand there are named in `passing`.
 */
export function refuseUnguardedRoutes(app: Express, passing: ReadonlySet<object> = new Set()): void {
  const unguarded = layersOf(app.router).filter(({ steps }) => !steps.some((step) => guards.has(step)));
  if (unguarded.length > 0)
    throw new Error(`routes without a guard: ${unguarded.map((route) => route.path).join(', ')}`);
  const strangers = stepsOf(app.router).filter((step) => !passing.has(step));
  if (strangers.length > 0)
    throw new Error(`steps that no guard stands before: ${strangers.map(({ name }) => name || 'unnamed').join(', ')}`);
}

/** What is neither a route nor a router: it sees every request, and may answer it. */
function stepsOf(router: Router): { name: string }[] {
  return router.stack.flatMap((layer) => {
    if (layer.route) return [];
    return 'stack' in layer.handle ? stepsOf(layer.handle as Router) : [layer.handle];
  });
}

/** Every route of the application, for the tests that try each of them as everybody. */
export const routesOf = (app: Express): RouteLine[] =>
  layersOf(app.router).map(({ method, path }) => ({ method, path }));

/** Those of them that ask before they act. */
export const askingRoutesOf = (app: Express): RouteLine[] =>
  layersOf(app.router)
    .filter(({ steps }) => steps.some((step) => askingRoutes.has(step)))
    .map(({ method, path }) => ({ method, path }));

function layersOf(router: Router): (RouteLine & { steps: object[] })[] {
  return router.stack.flatMap((layer) => {
    if (!layer.route) return 'stack' in layer.handle ? layersOf(layer.handle as Router) : [];
    const { path, stack } = layer.route;
    return stack.map((step) => ({ method: step.method.toUpperCase(), path, steps: stack.map(({ handle }) => handle) }));
  });
}
