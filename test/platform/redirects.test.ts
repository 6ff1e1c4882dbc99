import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import express from 'express';
import session, { MemoryStore } from 'express-session';
import { flash, seeOther } from '../../src/platform/page.ts';

/** Like a database under load. */
class SlowStore extends MemoryStore {
  override set(...[id, data, done]: Parameters<MemoryStore['set']>): void {
    void setTimeout(100).then(() => super.set(id, data, done));
  }
}

describe('a redirect', () => {
  it('is followed to a page that says what was done, however fast the browser and slow the database', async () => {
    const app = express();
    app.use(session({ secret: 'x', resave: false, saveUninitialized: false, store: new SlowStore() }));
    app.post('/', (req, res) => {
      flash(req, 'platform.required');
      seeOther(res, '/');
    });
    app.get('/', (req, res) => void res.send(req.session.flash?.key));
    const server = app.listen(0);
    try {
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const sent = await fetch(address, { method: 'POST', redirect: 'manual' });
      expect(sent.status).to.equal(303);
      const headers = { cookie: sent.headers.getSetCookie()[0]!.split(';', 1)[0]! };
      expect(await (await fetch(address, { headers })).text()).to.equal('platform.required');
      await sent.arrayBuffer();
    } finally {
      server.close();
    }
  });
});
