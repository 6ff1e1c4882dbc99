/** What every page has around it: the language, the words and formats, the person, the way around. */
import type { RequestHandler } from 'express';
import { asset } from './assets.ts';
import { now } from './clock.ts';
import type { Config } from './config.ts';
import { readCookie } from './cookie.ts';
import { csrfToken } from './csrf.ts';
import { takeFlash } from './flash.ts';
import { chooseLanguage, isLanguage, type Language, type StringKey } from './i18n.ts';
import { speechIn } from './speech.ts';

const languageCookie = 'bahasa';
const yearInMs = 365 * 86_400_000;

export type NavigationItem = { href: string; key: StringKey };

/** The part that needs no session, so that even a page about a broken database speaks the person's language. */
export function speak(config: Config): RequestHandler {
  return (req, res, next) => {
    const asked = req.query.bahasa;
    if (isLanguage(asked)) {
      res.cookie(languageCookie, asked, { maxAge: yearInMs, sameSite: 'lax', httpOnly: true, secure: isHttps(config) });
    }
    const chosen = isLanguage(asked) ? asked : readCookie(req.headers.cookie, languageCookie);
    const lang = chooseLanguage(chosen, req.get('accept-language'));
    Object.assign(res.locals, {
      ...speechIn(lang),
      asset,
      school: config.school,
      help: config.help,
      baseUrl: config.baseUrl,
      otherLanguageHref: inOtherLanguage(req.path, req.query, lang),
      path: req.path,
      navigation: [],
    });
    next();
  };
}

/** The part that knows the session: the token for forms, the sentence left by the page before, the person's tabs. */
export function surround(
  navigationFor: (actor: Express.Request['actor']) => readonly NavigationItem[],
): RequestHandler {
  return (req, res, next) => {
    res.locals.now = now();
    res.locals.actor = req.actor;
    res.locals.csrf = () => csrfToken(req);
    res.locals.navigation = navigationFor(req.actor);
    // A stranger's page may hold the token of a form, or stand behind a one-time link: no cache between keeps it either.
    res.set('Cache-Control', req.actor ? 'private, no-store' : 'private, no-cache');
    if (req.method === 'GET') res.locals.flash = takeFlash(req, res);
    next();
  };
}

const isHttps = ({ baseUrl }: Config) => baseUrl.protocol === 'https:';

/** An address of several slashes would lead to another site when it stands in a link. */
export function inOtherLanguage(path: string, query: unknown, lang: Language): string {
  const parameters = new URLSearchParams(query as Record<string, string>);
  parameters.set('bahasa', lang === 'id' ? 'en' : 'id');
  return `${path.replace(/^[/\\]+/, '/')}?${parameters.toString()}`;
}
