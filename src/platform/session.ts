import session from 'express-session';
import MongoStore from 'connect-mongo';
import mongoose from 'mongoose';
import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Config } from './config.ts';

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
    store: MongoStore.create({
      client: mongoose.connection.getClient(),
      dbName: mongoose.connection.name,
      collectionName: 'sessions',
      ttl: sessionHours * 3600,
      touchAfter: 300,
      stringify: false,
      transformId: sessionKey,
    }),
  });
}
