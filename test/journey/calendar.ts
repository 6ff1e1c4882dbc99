/** The story's time: it runs as fast as the tests do, and leaps when the story says so. */
import { now, setClock } from '../../src/platform/clock.ts';
import { fromWib } from '../../src/platform/format.ts';

let ahead = 0;

/** For a describe block: the story begins on this day. */
export function useCalendar(firstDay: string): void {
  let putBack = () => {};
  before(() => {
    putBack = setClock(() => new Date(Date.now() + ahead));
    moveTo(firstDay);
  });
  after(() => putBack());
}

/** Leaps to an hour of that day in WIB. */
export function moveTo(day: string, time = '09:00'): void {
  ahead = fromWib(day, time).getTime() - Date.now();
}

/** A minute later, so that an authenticator app shows another code. */
export function waitAMinute(): void {
  ahead += 60_000;
}

export const today = now;
