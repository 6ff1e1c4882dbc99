/** A form that a script of ours sends: it is told where to go on, because fetch would open that page itself. */
import type { RequestHandler } from 'express';
import { must } from './must.ts';

/** With `X-Sent-By: script` a redirect becomes 204 with the same Location. */
export const tellWayOn: RequestHandler = (req, res, next) => {
  if (req.get('x-sent-by') === 'script') {
    res.redirect = (...way: [number | string, (number | string)?]) => {
      const target = way.find((part) => typeof part === 'string');
      res.status(204).location(must(target, 'the address of a redirect')).end();
    };
  }
  next();
};
