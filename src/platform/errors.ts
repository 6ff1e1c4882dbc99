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
  constructor(reason: StringKey = 'platform.signInRequired') {
    super(reason);
  }
}
export class Forbidden extends PageError {
  readonly status = 403;
}
/** The token of a form is not that of the session: the page was open while the person signed in anew, or for too long. */
export class FormExpired extends Forbidden {
  constructor() {
    super('platform.formExpired');
  }
}
/** Something else has to be done first, on the page `href`; afterwards the way leads back. */
export class StepRequired extends Forbidden {
  readonly href: string;
  constructor(reason: StringKey, href: string) {
    super(reason);
    this.href = href;
  }
}
export class NotFound extends PageError {
  readonly status = 404;
  constructor(reason: StringKey = 'platform.notFound') {
    super(reason);
  }
}
export class RequestTooSlow extends PageError {
  readonly status = 408;
}
export class Conflict extends PageError {
  readonly status = 409;
}
export class Gone extends PageError {
  readonly status = 410;
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
