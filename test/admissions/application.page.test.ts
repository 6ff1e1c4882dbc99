import { expect } from 'chai';
import { statusPage } from '../../src/features/admissions/application.page.ts';
import { type ApplicationState, applicationStates } from '../../src/features/admissions/application.states.ts';
import type { Place } from '../../src/features/admissions/place.page.ts';
import { queueQuery } from '../../src/features/admissions/verification.form.ts';
import { queuePage } from '../../src/features/admissions/verification.page.ts';
import { fromWib } from '../../src/platform/format.ts';
import { readQuery } from '../../src/platform/forms.ts';
import { speechIn } from '../../src/platform/speech.ts';

const speech = speechIn('id');
const cohortId = 'c'.repeat(24);

function statusIn(state: ApplicationState, cohortState: 'open' | 'running' = 'open') {
  const place = {
    programme: { name: { id: 'Sekolah Ekspor', en: 'Export School' }, state: 'open' },
    cohort: { id: cohortId, state: cohortState, seatsLeft: 3, applicationsUntil: fromWib('2027-01-10', '23:59') },
    application: { id: 'a', state, reason: 'Bukan usaha ekspor' },
  } as Place;
  return statusPage(place, 'none', fromWib('2026-12-01'), speech);
}

/** What the page of an application offers in each state. */
const offered: Readonly<Record<ApplicationState, readonly string[]>> = {
  draft: [],
  submitted: ['isWaiting', 'withdrawAction'],
  'needs-fixing': [],
  accepted: ['isAccepted'],
  refused: ['refusedFor'],
  withdrawn: ['beginAction'],
};

describe('where an application stands', () => {
  const parts = ['isWaiting', 'withdrawAction', 'isAccepted', 'refusedFor', 'beginAction'];
  for (const state of applicationStates.all)
    it(`${state}: ${offered[state].join(', ') || 'nothing to do here'}`, () => {
      const page = statusIn(state);
      expect(parts.filter((part) => page[part])).to.have.members(offered[state]);
    });

  it('is begun again only while its cohort takes applications', () =>
    expect(statusIn('withdrawn', 'running').beginAction).to.equal(undefined));
});

describe('the address of the queue', () => {
  const cases: [what: string, asked: Record<string, string>, read: object, second: string][] = [
    ['what waits, unless it says otherwise', {}, { state: 'submitted', pageNumber: 1 }, '?keadaan=submitted&halaman=2'],
    [
      'a state, a cohort and a page',
      { keadaan: 'needs-fixing', angkatan: cohortId, halaman: '3' },
      { state: 'needs-fixing', cohort: cohortId, pageNumber: 3 },
      `?keadaan=needs-fixing&angkatan=${cohortId}&halaman=2`,
    ],
    ['no drafts', { keadaan: 'draft' }, { state: 'submitted', pageNumber: 1 }, '?keadaan=submitted&halaman=2'],
    [
      'nothing that was taken back',
      { keadaan: 'withdrawn' },
      { state: 'submitted', pageNumber: 1 },
      '?keadaan=submitted&halaman=2',
    ],
  ];
  for (const [what, asked, read, second] of cases)
    it(`asks for ${what}, and its pages for the same`, () => {
      const query = readQuery(queueQuery, asked);
      expect(JSON.parse(JSON.stringify(query))).to.deep.equal(read);
      const names = { people: new Map(), cohorts: new Map(), choices: [] };
      const { pathOf } = queuePage({ items: [], total: 60, page: 1, pages: 3 }, query, names, speech.t);
      expect((pathOf as (page: number) => string)(2)).to.equal(`/verifikasi${second}`);
    });
});
