/** A candidate looks at the own case, assesses herself by unit, and signs the consent. */
import { photo } from '../../../src/commands/demo/files.ts';
import { isoDay } from '../../../src/platform/format.ts';
import { today } from '../calendar.ts';
import type { Person } from './person.ts';

/** The candidate's newest case, which is then open; returns its id. */
export async function openOwnCase(candidate: Person): Promise<string> {
  await candidate.visit('/uji');
  if (candidate.path === '/uji') await candidate.open(candidate.linksTo('/uji/')[0]!);
  return candidate.path.split('/').at(-1)!;
}

/** The evidence that the unit which is open already holds, by title. */
export const preparedEvidence = (candidate: Person): string[] =>
  candidate.page
    .querySelectorAll('label:has([name=evidence][checked]) span')
    .map((span) => span.structuredText.split('\n')[0]!.trim());

/** Goes from the case that is open to the first unit of the self-assessment. */
export async function beginSelfAssessment(candidate: Person): Promise<void> {
  await candidate.follow('Kerjakan asesmen mandiri');
  await candidate.follow('Mulai dari unit pertama');
}

/** Answers unit by unit from the one that is open, adds a photo to the last one, and sends. */
export async function assessOneself(candidate: Person): Promise<void> {
  const isAtUnit = () => /asesmen-mandiri\/G/.test(candidate.path);
  while (isAtUnit()) {
    const unit = candidate.path;
    const answer = { claim: 'competent', note: 'Saya kerjakan di usaha saya sendiri.', intent: 'next' };
    await candidate.submit(unit.split('/').at(-1)!, answer);
    if (!isAtUnit()) await addPhoto(candidate, unit);
  }
  await candidate.submit('/asesmen-mandiri');
}

async function addPhoto(candidate: Person, unit: string): Promise<void> {
  await candidate.open(unit);
  const { bytes, name } = await photo('berkas-ekspor', 4);
  const piece = { title: 'Foto berkas ekspor', madeOn: isoDay(today()), intent: 'more' };
  await candidate.submit(unit.split('/').at(-1)!, piece, [{ field: 'files', name, bytes }]);
  await candidate.open(unit.slice(0, unit.lastIndexOf('/')));
}

/** Signs the consent of one of the two, on the page below their own one. */
export async function sign(person: Person, page: string): Promise<void> {
  await person.visit(`${page}/persetujuan`);
  await person.submit('/persetujuan', { agreed: 'on' });
}
