/** How a programme stands: exactly for those who run it, in totals for the labour office of its city. */
import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { readQuery } from '../../platform/forms.ts';
import { guard, type GuardedRequest, nothing } from '../../platform/guard.ts';
import { page } from '../../platform/page.ts';
import { cutPage, pageQuery } from '../../platform/paging.ts';
import { foundFor } from '../../platform/permit.ts';
import { speechOf } from '../../platform/speech.ts';
import { scopesOf } from '../accounts/index.ts';
import {
  findCity,
  findProgramme,
  listProgrammesIn,
  loadProgramme,
  type Programme,
  programmePaths,
} from '../programmes/index.ts';
import { type Export, noteExport } from './export.service.ts';
import { type CsvFile, funnelFile, funnelPage } from './funnel.page.ts';
import { reportOn } from './funnel.service.ts';
import { officePage } from './office.page.ts';
import { reportPolicy } from './report.policy.ts';
import { reportPaths } from './reports.paths.ts';

export const reportRoutes = Router();

type Params = { programmeId: string };

reportRoutes.get(
  reportPaths.funnel.pattern,
  guard(reportPolicy.funnel, loadProgramme, async (_req, res, programme) => {
    const speech = speechOf(res);
    const crumbs = [
      { text: speech.t('reports.programmes'), href: programmePaths.list() },
      { text: programme.name[speech.lang], href: programmePaths.one(programme.id) },
    ];
    const reader = { isOutside: false, crumbs, csvPath: reportPaths.funnelTable(programme.id) };
    page(res, 'reports/funnel', funnelPage(await reportOn(programme, now()), reader, speech));
  }),
);

reportRoutes.post(
  reportPaths.funnelTable.pattern,
  guard(reportPolicy.funnel, loadProgramme, async (req, res, programme) => {
    const at = now();
    const file = funnelFile(await reportOn(programme, at), false, speechOf(res), at);
    await sendCsv(res, file, { by: req.actor.id, programme: programme.id, isOutside: false });
  }),
);

reportRoutes.get(
  reportPaths.office.pattern,
  guard(reportPolicy.office, nothing, async (req, res) => {
    const at = now();
    const codes = scopesOf(req.actor, 'labour-office');
    const { pageNumber } = readQuery(pageQuery, req.query);
    const listed = cutPage(await listProgrammesIn(codes), { page: pageNumber });
    const items = await Promise.all(listed.items.map((programme) => reportOn(programme, at)));
    const cities = codes.map((code) => findCity(code)?.name ?? code);
    page(res, 'reports/office', officePage({ ...listed, items }, cities, speechOf(res)));
  }),
);

reportRoutes.get(
  reportPaths.outcomes.pattern,
  guard(reportPolicy.officeProgramme, loadInOwnCity, async (_req, res, programme) => {
    const speech = speechOf(res);
    const crumbs = [
      { text: speech.t('reports.office'), href: reportPaths.office() },
      { text: programme.name[speech.lang] },
    ];
    const reader = { isOutside: true, crumbs, csvPath: reportPaths.outcomesTable(programme.id) };
    page(res, 'reports/funnel', funnelPage(await reportOn(programme, now()), reader, speech));
  }),
);

reportRoutes.post(
  reportPaths.outcomesTable.pattern,
  guard(reportPolicy.officeProgramme, loadInOwnCity, async (req, res, programme) => {
    const at = now();
    const file = funnelFile(await reportOn(programme, at), true, speechOf(res), at);
    await sendCsv(res, file, { by: req.actor.id, programme: programme.id, isOutside: true });
  }),
);

/** A programme of another city, or one that has not been opened, does not exist for the labour office. */
async function loadInOwnCity({ params, actor }: GuardedRequest<Params>): Promise<Programme> {
  const programme = await findProgramme(params.programmeId);
  return foundFor(reportPolicy.officeProgramme, actor, programme);
}

/** What leaves the system is in the audit trail first; that is why a file is asked for by POST and not by a link. */
async function sendCsv(res: Response, { name, text, rows }: CsvFile, exported: Export): Promise<void> {
  await noteExport(exported, { text, rows });
  res.attachment(name).type('text/csv; charset=utf-8').send(text);
}
