import { expect } from 'chai';
import { cohortPage } from '../../src/features/programmes/cohort.page.ts';
import type { Cohort } from '../../src/features/programmes/cohort.service.ts';
import type { Programme } from '../../src/features/programmes/programme.service.ts';
import { fromWib } from '../../src/platform/format.ts';
import { speechIn } from '../../src/platform/speech.ts';

const can = { manage: true, follow: true, teach: false, verify: false };
const programme = { id: 'p', name: { id: 'Sekolah Ekspor', en: 'Export School' }, state: 'open' } as Programme;

/** What the page of a cohort says beside the button that moves it on. */
function hintOn(day: string, state: Cohort['state']): string {
  const cohort = {
    id: 'c',
    name: 'Angkatan 4',
    state,
    seats: 30,
    seatsLeft: 30,
    applicationsUntil: fromWib('2027-01-13', '23:59'),
    startsOn: fromWib('2027-01-27'),
    endsOn: fromWib('2027-06-15'),
  } as Cohort;
  const { moves } = cohortPage({ cohort, programme, centre: undefined, can }, speechIn('id'), fromWib(day));
  return (moves as { hint: string }[])[0]?.hint ?? '';
}

describe('the page of a cohort', () => {
  it('names the first day beside the end of applications as long as it is to come', () => {
    expect(hintOn('2027-01-26', 'open')).to.contain('tidak ada pendaftar baru').and.contain('Kelas dibuka 27 Jan');
    for (const day of ['2027-01-27', '2027-06-16'])
      expect(hintOn(day, 'open'), day).to.contain('tidak ada pendaftar baru').and.not.contain('Kelas dibuka');
  });

  it('names it beside no other move', () => {
    expect(hintOn('2026-11-30', 'planned')).to.contain('siapa pun dapat mendaftar').and.not.contain('Kelas dibuka');
    expect(hintOn('2026-11-30', 'running')).to.contain('Kuis dan tugas ditutup').and.not.contain('Kelas dibuka');
  });
});
