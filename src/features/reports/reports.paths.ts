/** The addresses of reports. */
import { pathTo } from '../../platform/paths.ts';

const funnel = '/program/:programmeId/corong';
const office = '/disnaker';
const outcomes = `${office}/:programmeId` as const;

export const reportPaths = {
  funnel: pathTo(funnel),
  funnelTable: pathTo(`${funnel}.csv`),
  office: pathTo(office),
  outcomes: pathTo(outcomes),
  outcomesTable: pathTo(`${outcomes}/corong.csv`),
};
