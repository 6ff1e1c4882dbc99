import type { RequestHandler } from 'express';

/** A target that is no address, such as the `*` of a server asked about itself. What comes after reads paths. */
export const refuseOddTarget: RequestHandler = (req, res, next) => {
  if (/^(\/|https?:\/\/)/i.test(req.url)) next();
  else res.status(400).type('text').send('not an address');
};
