import { pino } from 'pino';
import { loggableError } from './error-text.ts';

/** Fields that may hold a secret or a person's number never reach a log line, wherever they stand. */
const secret = ['cookie', 'authorization', 'password', 'token', 'nik', 'email', 'phone', 'body'];

export const log = pino({
  level: 'info',
  serializers: { err: loggableError },
  redact: { paths: secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[removed]' },
});

/** Called once at start, because the level comes from the configuration. */
export function setLogLevel(level: string): void {
  log.level = level;
}

/** The path of a request without its query, and without the token that a one-time link carries. */
export const pathWithoutSecrets = (url: string): string =>
  url.replace(/\?.*/s, '').replaceAll(/[\w-]{40,}/g, '[removed]');
