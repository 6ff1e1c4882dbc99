import { expect } from 'chai';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { SubmissionModel } from '../../src/features/assignments/submission.model.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { now } from '../../src/platform/clock.ts';
import { aPerson } from '../admissions/people.ts';
import { aPdf } from '../platform/samples.ts';
import { useApp } from '../support/app.ts';
import { Browser as PlainBrowser } from '../support/browser.ts';
import { launchChromium } from '../support/chromium.ts';
import { aCohort, signIn } from '../support/classroom.ts';
import { aPlace, aReceivedFile, assignmentId, type LearnersPlace, send } from './a-work.ts';

describe('an assignment with JavaScript', function () {
  this.timeout(60_000);
  const app = useApp();
  let cohort: Cohort;
  let chromium: Browser;
  let context: BrowserContext;
  before(async () => {
    cohort = await aCohort(now());
    chromium = await launchChromium();
  });
  afterEach(() => context.close());
  after(() => chromium.close());

  const status = (page: Page, text: RegExp) => page.locator('[role=status]', { hasText: text }).waitFor();
  const saved = (page: Page) => status(page, /^Tersimpan/);
  const workOf = ({ enrolment }: LearnersPlace) => SubmissionModel.findOne({ enrolment: enrolment.id }).lean();
  const kept = (page: Page) => page.evaluate<string>('JSON.stringify({ ...localStorage })');

  /** The page at this path, for whoever is signed in with the plain browser. */
  async function openAs({ cookie }: PlainBrowser, path: string): Promise<Page> {
    context = await chromium.newContext({ locale: 'id-ID', baseURL: app.address });
    const pairs = cookie.split('; ').map((pair) => pair.split(/=(.*)/));
    await context.addCookies(pairs.map(([name = '', value = '']) => ({ name, value, url: app.address })));
    const page = await context.newPage();
    await page.goto(path);
    return page;
  }

  async function aDraft() {
    const learner = await aPlace(cohort, now());
    const browser = await signIn(new PlainBrowser(app.address), learner.email);
    const page = await openAs(browser, `/kelas/${cohort.id}/tugas/${assignmentId}`);
    return { learner, page };
  }

  async function aMarking() {
    const learner = await aPlace(cohort, now());
    const work = await send(learner, now());
    const { browser } = await aPerson(app.address, 'Budi Santoso', { role: 'instructor', scope: cohort.id });
    const path = `/penilaian/${work.id}`;
    return { learner, work, path, browser, page: await openAs(browser, path) };
  }

  /** Does this with the first request that saves something; those after it go their way. */
  async function withFirst(page: Page, act: (route: Route) => Promise<void>): Promise<void> {
    let count = 0;
    await page.route('**/*', (route) => {
      const isSave = route.request().method() === 'POST' && route.request().headers().accept === 'application/json';
      return isSave && (count += 1) === 1 ? act(route) : route.continue();
    });
  }

  const loseAnswer = async (route: Route) => {
    await route.fetch();
    await route.abort();
  };

  /** Holds the first saving until the function is called. */
  async function holdFirst(page: Page): Promise<() => void> {
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    await withFirst(page, async (route) => {
      await held;
      await route.continue();
    });
    return release;
  }

  it('saves what is typed while a saving is under way afterwards, as no conflict', async () => {
    const { page, learner } = await aDraft();
    const release = await holdFirst(page);
    await page.fill('#text', 'satu');
    await status(page, /^Menyimpan/);
    await page.fill('#text', 'satu dua');
    await page.waitForTimeout(2000);
    release();
    await page.waitForResponse((answer) => answer.request().postData()?.includes('satu+dua') === true);
    await saved(page);
    expect((await workOf(learner))!.draft).to.include({ text: 'satu dua', revision: 2 });
  });

  it('goes on after an answer that was lost on the way', async () => {
    const { page, learner } = await aDraft();
    await withFirst(page, loseAnswer);
    await page.fill('#text', 'satu');
    await status(page, /disimpan di perangkat/);
    await page.fill('#text', 'satu dua');
    expect(await kept(page)).to.contain('satu dua');
    await page.waitForResponse((answer) => answer.request().postData()?.includes('satu+dua') === true);
    await saved(page);
    expect((await workOf(learner))!.draft.text).to.equal('satu dua');
    expect(await kept(page)).to.equal('{}');
  });

  it('puts back what was typed on a text of its own whose answer was lost', async () => {
    const { page, learner } = await aDraft();
    await withFirst(page, loseAnswer);
    await page.fill('#text', 'satu');
    await status(page, /disimpan di perangkat/);
    await page.fill('#text', 'satu dua');
    await page.reload();
    expect(await page.inputValue('#text')).to.equal('satu dua');
    while ((await kept(page)) !== '{}') await page.waitForTimeout(100);
    await saved(page);
    expect((await workOf(learner))!.draft.text).to.equal('satu dua');
  });

  it('knows its own text again, of which the server dropped what cannot be seen', async () => {
    const { page, learner } = await aDraft();
    const odd = 'satu\u00a0\u200bJose\u0301\u202c \u{1f469}\u200d\u{1f467}';
    await withFirst(page, loseAnswer);
    await page.fill('#text', odd);
    await status(page, /disimpan di perangkat/);
    await page.fill('#text', `${odd} dua`);
    await page.reload();
    expect(await page.inputValue('#text')).to.equal(`${odd} dua`);
    while ((await kept(page)) !== '{}') await page.waitForTimeout(100);
    await saved(page);
    expect((await workOf(learner))!.draft.text).to.equal('satu José \u{1f469}\u200d\u{1f467} dua');
  });

  it('waits with sending for a saving under way, so that no file is lost', async () => {
    const { page, learner } = await aDraft();
    const release = await holdFirst(page);
    await page.fill('#text', 'siap');
    await status(page, /^Menyimpan/);
    await page.setInputFiles('[name=files]', { name: 'foto.pdf', mimeType: 'application/pdf', buffer: aPdf('foto') });
    await page.click('button[formaction$="/kirim"]');
    await page.click('button[formaction$="/kirim"]');
    release();
    await page.waitForURL(/tanda-terima$/);
    const { sent, versions } = (await workOf(learner))!;
    expect([sent, versions[0]!.text, versions[0]!.files.map(({ name }) => name)]).to.deep.equal([
      1,
      'siap',
      ['foto.pdf'],
    ]);
  });

  it('says what the server says, keeps the text and tries again when it was not saved', async () => {
    const { page, learner } = await aDraft();
    await withFirst(page, (route) => route.fulfill({ status: 503, json: { error: 'Sedang sibuk.', errorId: 'x' } }));
    await page.fill('#text', 'satu');
    await status(page, /^Sedang sibuk\.$/);
    expect(await kept(page)).to.contain('satu');
    await saved(page);
    expect((await workOf(learner))!.draft.text).to.equal('satu');
  });

  it('keeps what is typed at once when the page is left', async () => {
    const { page } = await aDraft();
    await context.setOffline(true);
    await page.fill('#text', 'sebelum layar mati');
    await page.evaluate(`Object.defineProperty(document, 'hidden', { value: true });
      document.dispatchEvent(new Event('visibilitychange'))`);
    expect(await kept(page)).to.contain('sebelum layar mati');
  });

  it('keeps what is typed when a button sends it', async () => {
    const { page } = await aDraft();
    await page.route('**/draf', (route) => route.fulfill({ status: 204 }));
    await page.fill('#text', 'dikirim');
    await page.click('button:has-text("Simpan draf")');
    expect(await kept(page)).to.contain('dikirim');
  });

  it('still stops when another tab has gone on', async () => {
    const { page, learner } = await aDraft();
    const other = await context.newPage();
    await other.goto(page.url());
    await other.fill('#text', 'di tab lain');
    await saved(other);
    await page.fill('#text', 'di tab ini');
    await status(page, /tab atau perangkat lain/);
    expect((await workOf(learner))!.draft.text).to.equal('di tab lain');
  });

  it('saves marks on after an answer that was lost', async () => {
    const { page, learner } = await aMarking();
    await withFirst(page, loseAnswer);
    await page.locator('[name=level-R1]').first().check();
    await page.fill('#comment', 'Baik.');
    await status(page, /disimpan di perangkat/);
    await page.fill('#comment', 'Baik sekali.');
    await page.waitForResponse((answer) => answer.request().postData()?.includes('Baik+sekali') === true);
    await saved(page);
    expect((await workOf(learner))!.marking).to.include({ comment: 'Baik sekali.', revision: 2 });
  });

  it('puts marks kept for one version into no other', async () => {
    const { page, learner, path, browser } = await aMarking();
    await context.setOffline(true);
    await page.fill('#comment', 'Untuk versi satu.');
    await status(page, /disimpan di perangkat/);
    await browser.open(path);
    await browser.submit(path, { decision: 'returned', comment: 'Perbaiki.' });
    await send(learner, now(), { seen: 1, text: 'Versi dua', add: [await aReceivedFile('dua.pdf')] });
    await context.setOffline(false);
    await page.goto(path);
    expect(await page.inputValue('#comment')).to.equal('');
    await page.waitForTimeout(2000);
    expect((await workOf(learner))!.marking).to.equal(undefined);
  });

  it('puts nothing back into a form that comes with a mistake', async () => {
    const { page, work } = await aMarking();
    const key = await page.getAttribute('form[data-key]', 'data-key');
    expect(key).to.match(new RegExp(`^[0-9a-f]{24}/${work.id}/1$`));
    const other = JSON.stringify(JSON.stringify({ revision: '1', typed: [['comment', 'Lama.']] }));
    await context.addInitScript({ content: `localStorage.setItem('layar:${key}', ${other})` });
    await page.fill('#comment', '');
    await page.click('button[value=accepted]');
    await page.waitForSelector('.wrong');
    expect(await page.inputValue('#comment')).to.equal('');
  });
});
