import express from 'express';
import { expect } from 'chai';
import request from 'supertest';
import path from 'node:path';
import mongoose from 'mongoose';
import { paths } from '../../src/paths.ts';
import { errorPage } from '../../src/platform/error-page.ts';
import { signFormToken } from '../../src/platform/form-token.ts';
import { projectRoot } from '../../src/platform/project-root.ts';
import { keepRefusedForm } from '../../src/platform/refused-forms/index.ts';
import { speak } from '../../src/platform/shell.ts';
import { testConfig, useDatabase } from '../support/database.ts';

describe('a form that comes while the database is away', () => {
  useDatabase();

  const send = async (fields: Record<string, string>) => {
    const app = express().set('view engine', 'ejs').set('views', path.join(projectRoot, 'views'));
    app.locals.paths = paths;
    app.use(speak(await testConfig()), express.urlencoded());
    app.use((_req, res, next) => {
      res.locals.nonce = 'x';
      next();
    });
    // The session cannot be read, so nothing after it has run.
    app.use(() => {
      throw new mongoose.mongo.MongoNetworkError('gone');
    });
    app.use(keepRefusedForm(express.Router()), errorPage);
    return request(app).post('/asesor/1/unit/2').type('form').set('Accept', 'text/html').send(fields);
  };
  const token = () => signFormToken('rahasia', { account: '0'.repeat(24), page: '/asesor/1/unit/2' });

  it('shows what was typed, and sends it again by one press', async () => {
    const { status, text, headers } = await send({ _csrf: token(), finding: 'Sudah <benar>', revision: '3' });
    expect(status).to.equal(503);
    expect(headers['retry-after']).to.match(/^\d+$/);
    expect(text).to.contain('Sudah &lt;benar&gt;</textarea>');
    expect(text).to.contain('<form method="post" action="/asesor/1/unit/2">');
    expect(text).to.contain('<input type="hidden" name="revision" value="3">').and.to.contain('Kirim lagi');
    expect(text).to.contain('name="_csrf" value="rahasia.');
  });

  it('gives a password to nobody, and sends nothing again without it', async () => {
    const { text } = await send({ _csrf: token(), contact: 'ani@example.org', password: 'kapal gula' });
    expect(text).to.contain('ani@example.org').and.not.contain('kapal gula').and.not.contain('Kirim lagi');
  });

  it('repeats nothing that is not ours', async () => {
    const { status, text } = await send({ _csrf: 'x', finding: 'ditanam' });
    expect(status).to.equal(503);
    expect(text).not.to.contain('ditanam');
  });
});
