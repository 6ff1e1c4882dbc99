import { expect } from 'chai';
import express from 'express';
import mongoose from 'mongoose';
import request from 'supertest';
import { errorPage } from '../../src/platform/error-page.ts';
import { translator } from '../../src/platform/i18n.ts';
import { useDatabase } from '../support/database.ts';

describe('a request when all connections to the database are taken', () => {
  useDatabase();
  let crowded: mongoose.mongo.MongoClient | undefined;
  before(async () => {
    const [host] = mongoose.connection.getClient().options.hosts;
    const authority = host!.socketPath === undefined ? host!.toString() : encodeURIComponent(host!.socketPath);
    const uri = `mongodb://${authority}/?directConnection=true`;
    crowded = await mongoose.mongo.MongoClient.connect(uri, { maxPoolSize: 1, waitQueueTimeoutMS: 300 });
  });
  after(() => crowded?.close());

  it('is told to come back', async () => {
    const ping = () => crowded!.db('admin').command({ ping: 1 });
    const app = express();
    app.use((_req, res, next) => {
      res.locals.t = translator('id');
      next();
    });
    app.get('/', async (_req, res) => void res.json(await Promise.all(Array.from({ length: 5000 }, ping))));
    const { status, headers } = await request(app.use(errorPage)).get('/').set('Accept', 'application/json');
    expect(status).to.equal(503);
    expect(headers['retry-after']).to.equal('5');
  });
});
