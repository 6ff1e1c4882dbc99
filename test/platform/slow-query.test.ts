import { expect } from 'chai';
import express from 'express';
import mongoose from 'mongoose';
import request from 'supertest';
import { transaction } from '../../src/platform/database.ts';
import { errorPage } from '../../src/platform/error-page.ts';
import { translator } from '../../src/platform/i18n.ts';
import { defineModel } from '../../src/platform/model.ts';
import { useDatabase } from '../support/database.ts';

const Note = defineModel<{ text: string }>('TestNote', { text: String });

describe('a query that takes too long', () => {
  useDatabase();
  const usual = mongoose.get('maxTimeMS');
  const slow = { text: /never$/ };
  before(() => Note.insertMany(Array.from({ length: 30_000 }, (_, n) => ({ text: `${n} ${'x'.repeat(60)}` }))));
  afterEach(() => mongoose.set('maxTimeMS', usual));

  async function answerTo(work: () => Promise<unknown>) {
    mongoose.set('maxTimeMS', 1);
    const app = express();
    app.use((_req, res, next) => {
      res.locals.t = translator('id');
      next();
    });
    app.get('/', async (_req, res) => void res.json(await work()));
    return request(app.use(errorPage)).get('/').set('Accept', 'application/json');
  }

  for (const [which, work] of [
    ['a list', () => Note.find(slow).lean()],
    ['a search for one', () => Note.findOne(slow).lean()],
    ['a count', () => Note.countDocuments(slow)],
    ['a report', () => Note.aggregate([{ $match: slow }, { $group: { _id: null, n: { $sum: 1 } } }])],
    ['a list in a transaction', () => transaction(async (session) => Note.find(slow).session(session).lean())],
  ] as const) {
    it(`ends with a page that says when to come back: ${which}`, async () => {
      const { status, headers, body } = await answerTo(async () => work());
      expect(status).to.equal(503);
      expect(headers['retry-after']).to.equal('5');
      expect(body).to.have.property('error').that.contains('Sistem sedang sibuk');
    });
  }

  it('is one of ten seconds', async () => {
    expect(usual).to.equal(10_000);
    expect(await Note.find(slow).lean()).to.deep.equal([]);
  });
});
