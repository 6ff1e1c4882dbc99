import { Router } from 'express';
import type { Config } from '../../platform/config.ts';
import { readQuery } from '../../platform/forms.ts';
import { guard, nothing } from '../../platform/guard.ts';
import { listDeadJobs, listFailingJobs } from '../../platform/jobs/index.ts';
import { flash, page, seeOther, words } from '../../platform/page.ts';
import { pageQuery } from '../../platform/paging.ts';
import { latestVerification, recordVerification } from './audit-check.service.ts';
import { countFailedJobs, retryAsAsked } from './failed-jobs.service.ts';
import { operationPaths } from './operations.paths.ts';
import { operationsPolicy } from './operations.policy.ts';
import { queuePage } from './queue.page.ts';

/** The pages of whoever looks after the machine; the audit anchors lie in the data directory. */
export function operationsRoutes({ dataDirectory }: Pick<Config, 'dataDirectory'>): Router {
  const routes = Router();

  routes.get(
    operationPaths.system.pattern,
    guard(operationsPolicy.operate, nothing, async (_req, res) => {
      const [failed, check] = await Promise.all([countFailedJobs(), latestVerification()]);
      page(res, 'operations/system', { title: words(res)('operations.title'), failed, check });
    }),
  );

  routes.get(
    operationPaths.queue.pattern,
    guard(operationsPolicy.operate, nothing, async (req, res) => {
      const { pageNumber } = readQuery(pageQuery, req.query);
      const t = words(res);
      const [failing, dead] = await Promise.all([listFailingJobs(pageNumber), listDeadJobs(pageNumber)]);
      page(res, 'operations/queue', {
        ...inSystem(t('operations.queue'), t('operations.title')),
        ...queuePage(failing, dead, t),
      });
    }),
  );

  routes.post(
    operationPaths.retry.pattern,
    guard(operationsPolicy.operate, nothing, async (req, res) => {
      const { jobId } = req.params as { jobId: string };
      await retryAsAsked(jobId, req.actor.id);
      flash(req, 'operations.retried');
      seeOther(res, operationPaths.queue());
    }),
  );

  routes.get(
    operationPaths.audit.pattern,
    guard(operationsPolicy.operate, nothing, async (_req, res) => {
      const check = await latestVerification();
      page(res, 'operations/audit', {
        ...inSystem(words(res)('operations.audit'), words(res)('operations.title')),
        check,
      });
    }),
  );

  routes.post(
    operationPaths.audit.pattern,
    guard(operationsPolicy.operate, nothing, async (_req, res) => {
      await recordVerification(dataDirectory);
      seeOther(res, operationPaths.audit());
    }),
  );

  return routes;
}

const inSystem = (title: string, system: string) => ({
  title,
  crumbs: [{ text: system, href: operationPaths.system() }, { text: title }],
});
