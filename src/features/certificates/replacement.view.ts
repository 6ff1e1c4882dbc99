import { findPeople } from '../accounts/index.ts';
import type { Certificate } from './certificate.service.ts';
import { isHeld } from './held.service.ts';
import { kinOf } from './kin.service.ts';
import { findObstacle } from './replacement.rules.ts';
import { changesBy, findCorrections } from './replacement.service.ts';

/** A certificate with what a corrected one would say otherwise. */
export async function gatherReplacement(certificate: Certificate, now: Date) {
  const [changes, kin, names, isWaiting] = await Promise.all([
    changesOn(certificate, now),
    kinOf(certificate),
    findPeople(peopleOn(certificate)),
    isHeld(certificate.case),
  ]);
  return { certificate, kin, changes, names, isHeld: isWaiting };
}

/** Of what was asked for; before that of what could be, unless this one cannot be replaced. */
function changesOn(certificate: Certificate, at: Date) {
  const asked = certificate.replacement ?? certificate.supersession;
  if (asked) return changesBy(certificate, asked.particulars, at);
  return findObstacle(certificate, at) ? [] : findCorrections(certificate, at);
}

/** The people who are named on the page. */
const peopleOn = ({ replacement, supersession, closedReplacements }: Certificate): string[] =>
  [
    replacement?.by,
    replacement?.approvedBy,
    supersession?.by,
    supersession?.approvedBy,
    ...closedReplacements.flatMap(({ by, closedBy }) => [by, closedBy]),
  ].filter((id) => id !== undefined);
