import { setTimeout } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import express, { type RequestHandler } from 'express';
import session, { MemoryStore } from 'express-session';
import { takeFlash } from '../../src/platform/flash.ts';
import { flash, seeOther } from '../../src/platform/page.ts';
import { saveSession } from '../../src/platform/session.ts';
import { Browser } from '../support/browser.ts';
import { useDatabase } from '../support/database.ts';

/** Like a database under load. */
class SlowStore extends MemoryStore {
  override set(...[id, data, done]: Parameters<MemoryStore['set']>): void {
    void setTimeout(100).then(() => super.set(id, data, done));
  }
}

const asAccount =
  (id: unknown): RequestHandler =>
  (req, _res, next) => {
    if (typeof id === 'string') req.actor = { id, name: 'Sari', roles: [] };
    next();
  };

describe('a redirect', () => {
  // Its keys are what the sentence is sealed with.
  useDatabase();
  let address: string;
  let stop: () => void;
  before(() => {
    const app = express().use((req, res, next) => asAccount(req.query.who)(req, res, next));
    app.use(session({ secret: 'x', resave: false, saveUninitialized: false, store: new SlowStore() }));
    app.post('/say', (req, res) => {
      flash(req, 'platform.required', { name: req.query.name });
      const { who = '', then = who } = req.query as Record<string, string>;
      seeOther(res, `/?who=${then}`);
    });
    app.post('/confirm', (req, res, next) => {
      req.session.confirmedAt = 1;
      saveSession(req).then(() => seeOther(res, '/confirmed'), next);
    });
    app.get('/confirmed', (req, res) => void res.type('html').send(String(req.session.confirmedAt)));
    app.get('/', (req, res) => void res.type('html').send(JSON.stringify(takeFlash(req, res) ?? null)));
    const server = app.listen(0);
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    stop = () => server.close();
  });
  after(() => stop());

  const browser = () => new Browser(address, { isHasty: true });
  const sentence = (name: string) => JSON.stringify({ key: 'platform.required', values: { name } });
  const said = async (path: string, who = browser()) =>
    (JSON.parse((await who.post(path)).html) as object | null) ?? undefined;

  it('is followed to a page that says what was done, once', async () => {
    const sari = browser();
    expect(await said('/say?name=Sari', sari)).to.deep.include({ key: 'platform.required', values: { name: 'Sari' } });
    expect((await sari.open('/')).html).to.equal('null');
  });

  it('says it to the person whom it is for, and on a shared phone to nobody else', async () => {
    expect(await said('/say?name=Sari&who=one')).to.deep.include({ values: { name: 'Sari' } });
    expect(await said('/say?name=Sari&who=one&then=two')).to.equal(undefined);
  });

  it('says what was begun before signing in to whoever signed in', async () => {
    expect(await said('/say?name=Sari&then=one')).to.deep.include({ values: { name: 'Sari' } });
  });

  it('says nothing that we did not write', async () => {
    const forged = { cookie: `flash=${Buffer.from(sentence('x')).toString('base64url')}` };
    expect((await browser().open('/', forged)).html).to.equal('null');
  });

  it('shortens a name that no cookie would hold', async () => {
    const [long, shown] = ['é'.repeat(1000), `${'é'.repeat(200)}…`];
    expect(await said(`/say?name=${encodeURIComponent(long)}`)).to.deep.include({ values: { name: shown } });
  });

  it('finds what was kept in the session, however fast the browser and slow the database', async () => {
    expect((await browser().post('/confirm')).html).to.equal('1');
  });
});
