import { expect } from 'chai';
import express, { type Express } from 'express';
import request from 'supertest';
import { errorPage } from '../../src/platform/error-page.ts';
import { guard, nothing, open, refuseUnguardedRoutes, routesOf, withAbilities } from '../../src/platform/guard.ts';
import { NotFound } from '../../src/platform/errors.ts';
import { foundFor, no, yes, yesIf } from '../../src/platform/permit.ts';
import { translator } from '../../src/platform/i18n.ts';

const somebody = { id: '507f1f77bcf86cd799439011', name: 'Sari', roles: [] };

/** An application of one route, used by somebody signed in or by nobody. */
function appWith(routes: (app: Express) => unknown, actor: typeof somebody | null = somebody) {
  const app = express();
  app.use((req, res, next) => {
    if (actor) req.actor = actor;
    res.locals.t = translator('id');
    next();
  });
  routes(app);
  return request(app.use(errorPage));
}

const answer = (_req: unknown, res: express.Response) => void res.json({ seen: true });

describe('the guard', () => {
  it('sends a visitor to sign in, and back to where they were going', async () => {
    const member = appWith((routes) =>
      routes.get(
        '/rahasia',
        guard(() => yes, nothing, answer),
      ),
    );
    const visitor = appWith(
      (routes) =>
        routes.get(
          '/rahasia',
          guard(() => yes, nothing, answer),
        ),
      null,
    );
    await member.get('/rahasia').expect(200);
    const refused = await visitor.get('/rahasia?a=1').expect(303);
    expect(refused.headers.location).to.equal('/masuk?kembali=%2Frahasia%3Fa%3D1');
  });

  it('hands the act what the person can do with the subject, by the rules of those acts', async () => {
    const rename = (actor: { id: string }, { owner }: { owner: string }) =>
      yesIf(actor.id === owner, 'platform.formExpired');
    const load = withAbilities((req: { params: { owner: string } }) => ({ owner: req.params.owner }), {
      rename,
      read: () => yes,
    });
    const app = appWith((routes) =>
      routes.get(
        '/milik/:owner',
        guard(
          () => yes,
          load,
          (_req, res, subject) => void res.json(subject),
        ),
      ),
    );
    const own = await app.get(`/milik/${somebody.id}`).expect(200);
    expect(own.body).to.deep.equal({ owner: somebody.id, can: { rename: true, read: true } });
    const other = await app.get('/milik/orang-lain').expect(200);
    expect(other.body.can).to.deep.equal({ rename: false, read: true });
  });

  it('does not find what is not there, nor what the rule keeps from the person', () => {
    const isOwn = (actor: string, owner: string) => yesIf(actor === owner, 'platform.formExpired');
    expect(foundFor(isOwn, 'Sari', 'Sari')).to.equal('Sari');
    for (const subject of ['Budi', undefined]) expect(() => foundFor(isOwn, 'Sari', subject)).to.throw(NotFound);
  });

  it('asks the policy before it acts', async () => {
    let acted = false;
    const app = appWith((routes) =>
      routes.post(
        '/x',
        guard(
          () => no('platform.formExpired'),
          nothing,
          () => (acted = true),
        ),
      ),
    );
    const refused = await app.post('/x').set('Accept', 'application/json').expect(403);
    expect(refused.body.error).to.equal(translator('id')('platform.formExpired'));
    expect(acted).to.equal(false);
  });

  it('does not load what cannot exist', async () => {
    let loaded = false;
    const load = () => (loaded = true);
    const app = appWith((routes) =>
      routes.get(
        '/kelas/:cohortId',
        guard(() => yes, load, answer),
      ),
    );
    await app.get('/kelas/not-an-id').set('Accept', 'application/json').expect(404);
    expect(loaded).to.equal(false);
    await app.get('/kelas/507f1f77bcf86cd799439011').expect(200);
  });

  it('refuses files where nobody reads them', async () => {
    const app = appWith((routes) => routes.post('/x', open(answer)));
    await app.post('/x').field('a', '1').set('Accept', 'application/json').expect(415);
  });
});

describe('the start', () => {
  it('accepts guarded and open routes, and can list them', () => {
    const app = express();
    app.get('/', open(answer)).use(
      express.Router().post(
        '/mine/:id',
        guard(() => yes, nothing, answer),
      ),
    );
    expect(() => refuseUnguardedRoutes(app)).not.to.throw();
    expect(routesOf(app)).to.deep.equal([
      { method: 'GET', path: '/' },
      { method: 'POST', path: '/mine/:id' },
    ]);
  });

  it('refuses a route without a guard, and names it', () => {
    const app = express().use(express.Router().get('/secrets', (_req, res) => void res.end()));
    expect(() => refuseUnguardedRoutes(app)).to.throw('/secrets');
  });

  it('refuses a step for all requests that is not named, wherever it stands, and lets the named ones be', () => {
    const answerAll = (_req: unknown, res: express.Response) => void res.json({ all: true });
    const inside = express().use(express.Router().use('/x', express.Router().use(answerAll)));
    expect(() => refuseUnguardedRoutes(inside)).to.throw('answerAll');
    expect(() => refuseUnguardedRoutes(express().use('/x', answerAll))).to.throw('answerAll');
    expect(() => refuseUnguardedRoutes(express().use(answerAll), new Set([answerAll]))).not.to.throw();
  });
});
