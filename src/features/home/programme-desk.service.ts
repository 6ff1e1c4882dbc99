/** How the programmes stand that somebody runs, or that their city pays for. */
import { type Actor, scopesOf } from '../accounts/index.ts';
import { findProgrammes, listProgrammesIn, type Programme } from '../programmes/index.ts';
import { type ProgrammeReport, reportOn } from '../reports/index.ts';

/** The rest is a click away, in the list of programmes. */
const mostShown = 5;

export type ProgrammeDesk = Readonly<{ reports: readonly ProgrammeReport[] }>;

const reportOnFirst = async (programmes: readonly Programme[], now: Date): Promise<ProgrammeDesk> => ({
  reports: await Promise.all(programmes.slice(0, mostShown).map((programme) => reportOn(programme, now))),
});

/** Undefined for somebody who runs no programme. */
export async function findProgrammeDesk(actor: Actor, now: Date): Promise<ProgrammeDesk | undefined> {
  const own = scopesOf(actor, 'programme-admin');
  if (own.length === 0) return undefined;
  const programmes = [...(await findProgrammes(own)).values()];
  return reportOnFirst(
    programmes.sort((one, other) => rank(one) - rank(other)),
    now,
  );
}

const ranks: Readonly<Record<Programme['state'], number>> = { open: 0, draft: 1, closed: 2 };
const rank = ({ state }: Programme) => ranks[state];

/** Undefined for somebody who is not of a labour office. */
export async function findOfficeDesk(actor: Actor, now: Date): Promise<ProgrammeDesk | undefined> {
  const cities = scopesOf(actor, 'labour-office');
  return cities.length === 0 ? undefined : reportOnFirst(await listProgrammesIn(cities), now);
}
