import type { StringKey } from './i18n.ts';

/** An error that has a page: its status, and the string that the page shows. */
export abstract class PageError extends Error {
  abstract readonly status: number;
  readonly reason: StringKey;
  readonly values: Readonly<Record<string, unknown>>;

  constructor(reason: StringKey, values: Record<string, unknown> = {}) {
    super(reason);
    this.name = this.constructor.name;
    this.reason = reason;
    this.values = values;
  }
}

export class BadRequest extends PageError {
  readonly status = 400;
}
export class SignInRequired extends PageError {
  readonly status = 401;
  constructor() {
    super('platform.signInRequired');
  }
}
export class Forbidden extends PageError {
  readonly status = 403;
}
export class NotFound extends PageError {
  readonly status = 404;
  constructor(reason: StringKey = 'platform.notFound') {
    super(reason);
  }
}
export class Conflict extends PageError {
  readonly status = 409;
}
export class TooLarge extends PageError {
  readonly status = 413;
}
export class UnsupportedMedia extends PageError {
  readonly status = 415;
}

/** The request may succeed when sent again, not before `retryAfterSeconds`. */
abstract class TryLater extends PageError {
  readonly retryAfterSeconds: number;
  constructor(reason: StringKey, retryAfterSeconds: number) {
    super(reason, { minutes: Math.max(1, Math.ceil(retryAfterSeconds / 60)) });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
export class TooManyRequests extends TryLater {
  readonly status = 429;
}
export class Unavailable extends TryLater {
  readonly status = 503;
}
