import { expect } from 'chai';
import { type Programme, findProgramme, moveProgramme } from '../../src/features/programmes/index.ts';
import { now } from '../../src/platform/clock.ts';
import { aPerson } from '../admissions/people.ts';
import { auditEntries } from '../support/audit.ts';
import { useApp } from '../support/app.ts';
import { aCohort, aLearner } from '../support/classroom.ts';

const somebody = '0'.repeat(24);

describe('the report pages', () => {
  const app = useApp();
  let programme: Programme;
  before(async () => {
    const cohort = await aCohort(now());
    await moveProgramme(cohort.programme, 'open', somebody);
    programme = (await findProgramme(cohort.programme))!;
    for (const _ of [1, 2, 3]) await aLearner(cohort, now());
  });

  it('count exactly for the programme admin', async () => {
    const { browser } = await aPerson(app.address, 'Ratna', { role: 'programme-admin', scope: programme.id });
    await browser.open(`/program/${programme.id}/corong`);
    expect(browser.page.querySelector('h1')!.text).to.match(/^0 dari 10 orang bersertifikat, \d+ hari lagi$/);
    const values = browser.page.querySelectorAll('tbody td').map((cell) => cell.text);
    expect(values).to.deep.equal(['0', '3', '3', '0', '0', '0']);
    expect(browser.page.querySelectorAll('svg rect')).to.have.length(6);
    await browser.submit('/corong.csv');
    expect(browser.headers.get('content-disposition')).to.include(`capaian-${programme.slug}`);
    expect(browser.bytes.toString('utf8')).to.match(/^\uFEFF[^]*Program uji;\d{4}-\d\d-\d\d;Diterima;3\r\n/);
  });

  it('hide small numbers from the labour office, on the page and in the file', async () => {
    const { browser } = await aPerson(app.address, 'Dinda', { role: 'labour-office', scope: '36.71' });
    for (const path of ['/disnaker', `/disnaker/${programme.id}`]) {
      await browser.open(path);
      expect(browser.status).to.equal(200);
      expect(browser.page.querySelectorAll('td.number').map((cell) => cell.text))
        .to.include('tidak ditampilkan')
        .and.not.include('3');
      expect(browser.text).to.not.include('Sari');
    }
    await browser.submit('/corong.csv');
    expect(browser.bytes.toString('utf8')).to.include('Diterima;tidak ditampilkan').and.not.include('Diterima;3');
  });

  it('leave in the audit trail who took a file, of what, and how long it was', async () => {
    const { id, browser } = await aPerson(app.address, 'Hana', { role: 'labour-office', scope: '36.71' });
    await browser.open(`/disnaker/${programme.id}`);
    await browser.submit('/corong.csv');
    const rows = browser.bytes.toString('utf8').trim().split('\r\n').length - 1;
    const entries = await auditEntries({ actor: id, action: 'reports.export' });
    expect(entries).to.have.length(1);
    expect(entries[0]!.target).to.deep.include({ kind: 'programme', id: programme.id });
    expect(JSON.parse(entries[0]!.detail!)).to.deep.equal({ file: 'funnel', rows, isOutside: true });
    expect(rows).to.equal(7);
    await browser.open(`/disnaker/${programme.id}/corong.csv`);
    expect(browser.status, 'a link alone writes nothing, so it gets nothing').to.equal(404);
  });

  it('do not exist for another city, nor for another programme’s admin', async () => {
    const office = await aPerson(app.address, 'Eka', { role: 'labour-office', scope: '36.74' });
    await office.browser.open('/disnaker');
    expect(office.browser.text).to.not.include('Program uji');
    const { browser } = office;
    expect((await browser.open(`/disnaker/${programme.id}`)).status).to.equal(404);
    await browser.open('/disnaker');
    expect((await browser.post(`/disnaker/${programme.id}/corong.csv`)).status).to.equal(404);
    const other = await aPerson(app.address, 'Fitri', { role: 'programme-admin', scope: 'b'.repeat(24) });
    await other.browser.open(`/program/${programme.id}/corong`);
    expect(other.browser.status).to.equal(404);
  });

  it('are not for a draft, which nobody has promised anything about', async () => {
    const draft = await aCohort(now());
    const { browser } = await aPerson(app.address, 'Gita', { role: 'labour-office', scope: '36.71' });
    await browser.open(`/disnaker/${draft.programme}`);
    expect(browser.status).to.equal(404);
  });
});
