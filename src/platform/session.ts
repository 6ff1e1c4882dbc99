import session from 'express-session';
import MongoStore from 'connect-mongo';
import mongoose from 'mongoose';
import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Config } from './config.ts';
import { Unavailable } from './errors.ts';

/** A session ends twelve hours after signing in, whatever happens. */
export const sessionHours = 12;

/** What a session is known by outside its cookie: the database holds no id that would open it. */
export const sessionKey = (sessionId: string): string => createHash('sha256').update(sessionId).digest('base64url');

/** Sessions live in the database, so any process can serve any request. Without https a browser refuses __Host- names. */
export function sessions(config: Pick<Config, 'baseUrl'>, secret: string): RequestHandler {
  const isSecure = config.baseUrl.protocol === 'https:';
  return session({
    name: isSecure ? '__Host-sid' : 'sid',
    secret,
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/' },
    store: inTime(
      MongoStore.create({
        client: mongoose.connection.getClient(),
        dbName: mongoose.connection.name,
        collectionName: 'sessions',
        ttl: sessionHours * 3600,
        touchAfter: 300,
        stringify: false,
        transformId: sessionKey,
      }),
    ),
  });
}

/**
 * Stores the session now. A browser follows a redirect as soon as it reads the head of the answer, while a session is
 * otherwise stored with its end: what the next page rests on is stored by this before.
 */
export const saveSession = ({ session: own }: Pick<Request, 'session'>): Promise<void> =>
  new Promise((resolve, reject) => {
    own.save((error?: unknown) => (error ? reject(error) : resolve()));
  });

const storingMilliseconds = 3000;

/**
 * A session is stored between the page and its last byte. When the database is away the page ends all the same: what must not
 * be lost is stored before the page is made.
 */
function inTime(store: MongoStore): MongoStore {
  type Done = (error?: unknown) => void;
  const bounded =
    <Given extends unknown[]>(work: (...given: [...Given, Done]) => unknown) =>
    (...given: [...Given, Done?]) => {
      const done = given.pop() as Done | undefined;
      const patience = setTimeout(() => finish(new Unavailable('platform.busy', 5)), storingMilliseconds);
      let isDone = false;
      const finish = (error?: unknown) => {
        clearTimeout(patience);
        if (!isDone) done?.(error);
        isDone = true;
      };
      void work(...(given as unknown as Given), finish);
    };
  store.set = bounded(store.set.bind(store)) as MongoStore['set'];
  store.touch = bounded(store.touch.bind(store)) as MongoStore['touch'];
  store.destroy = bounded(store.destroy.bind(store)) as MongoStore['destroy'];
  return store;
}
