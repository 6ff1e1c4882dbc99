import { randomUUID } from 'node:crypto';
import { pinoHttp } from 'pino-http';
import { log, pathWithoutSecrets } from './log.ts';

/** One line a request, of listed fields only: no query, no body, no cookie. */
export const requestLog = pinoHttp({
  logger: log,
  genReqId: () => randomUUID(),
  customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'error' : 'info'),
  serializers: {
    req: (req: { id: string; method: string; url: string }) => ({
      id: req.id,
      method: req.method,
      path: pathWithoutSecrets(req.url),
    }),
    res: (res: { statusCode: number }) => ({ status: res.statusCode }),
  },
});
