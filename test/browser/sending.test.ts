/** Forms on a phone whose connection comes and goes: the page stays, says so, and sends once. */
import { expect } from 'chai';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { AttemptModel } from '../../src/features/quizzes/attempt.model.ts';
import { plainAttempt } from '../../src/features/quizzes/attempt.service.ts';
import { now } from '../../src/platform/clock.ts';
import { assignmentId } from '../assignments/a-work.ts';
import { useApp } from '../support/app.ts';
import { launchChromium } from '../support/chromium.ts';
import { aCohort, aLearner, password } from '../support/classroom.ts';

describe('sending a form with JavaScript', function () {
  this.timeout(90_000);
  const app = useApp();
  let cohort: Cohort;
  let chromium: Browser;
  let context: BrowserContext;
  let page: Page;
  let answers: { status: number; method: string; path: string }[];
  before(async () => {
    cohort = await aCohort(now());
    chromium = await launchChromium();
  });
  after(() => chromium.close());
  afterEach(() => context.close());

  /** Somebody signed in on a phone. */
  async function aPhone() {
    const learner = await aLearner(cohort, now());
    context = await chromium.newContext({
      viewport: { width: 360, height: 740 },
      locale: 'id-ID',
      baseURL: app.address,
    });
    page = await context.newPage();
    answers = [];
    page.on('response', (answer) =>
      answers.push({
        status: answer.status(),
        method: answer.request().method(),
        path: new URL(answer.url()).pathname,
      }),
    );
    await page.goto('/masuk');
    await page.fill('[name=contact]', learner.email);
    await page.fill('[name=password]', password);
    await page.press('[name=password]', 'Enter');
    await page.waitForURL((url) => url.pathname !== '/masuk');
    return learner;
  }

  it('keeps what was typed and not sent for its page in this tab, until its person signs out', async () => {
    await aPhone();
    const typed = () => page.inputValue('main [name=phone]');
    const kept = () => page.evaluate<string[]>('Object.keys(sessionStorage)');
    await page.goto('/akun/hp');
    await page.fill('main [name=phone]', '0812 1111 2222');
    await page.goto('/beranda');
    expect(await kept()).to.have.length(1);
    await page.goto('/akun/hp');
    expect(await typed()).to.equal('0812 1111 2222');
    await page.click('header form button');
    await page.waitForURL('/');
    expect(await kept()).to.deep.equal([]);
  });

  it('signs in by the browser itself, which keeps the password and waits for the page that follows', async () => {
    const learner = await aLearner(cohort, now());
    context = await chromium.newContext({ baseURL: app.address });
    page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await page.goto('/masuk');
    await page.fill('[name=contact]', learner.email);
    await page.fill('[name=password]', password);
    asked.length = 0;
    await page.click('main form .button');
    await page.waitForLoadState();
    expect(asked.slice(0, 2)).to.deep.equal(['POST /masuk', 'GET /beranda']);
    expect(await page.locator('[type=password]').count()).to.equal(0);
  });

  async function atQuestion(id: string) {
    const { enrolment } = await aPhone();
    const attemptOf = async () => plainAttempt((await AttemptModel.findOne({ enrolment: enrolment.id }).lean())!);
    await page.goto(`/kelas/${cohort.id}/kuis/01-kenal-barang`);
    await page.click('main form .button');
    await page.waitForURL(/soal\/1$/);
    const attempt = await attemptOf();
    await page.goto(`/kuis/${attempt.id}/soal/${attempt.questions.findIndex((question) => question.id === id) + 1}`);
    return { kept: async () => (await attemptOf()).questions.find((question) => question.id === id)!.value };
  }

  const told = () => page.locator('[data-told]').innerText();
  const sent = (path: RegExp) => answers.filter((one) => one.method === 'POST' && path.test(one.path));

  it('keeps the page of a quiz without a connection, and goes on when it is back', async () => {
    const { kept } = await atQuestion('M01-Q01');
    const address = page.url();
    await context.setOffline(true);
    await page.locator('.choice').nth(1).click();
    const chosen = await page.locator('[name=answer]').nth(1).inputValue();
    await page.click('[name=to][value=next], [name=to][value=review]');
    expect(await told()).to.match(/^Tidak ada sambungan/);
    expect(page.url()).to.equal(address);
    expect(await page.locator('[name=answer]').nth(1).isChecked()).to.equal(true);
    await context.setOffline(false);
    await page.click('[name=to][value=next], [name=to][value=review]');
    await page.waitForURL((url) => url.href !== address);
    expect(await kept()).to.deep.equal([chosen]);
  });

  it('saves an answer that is chosen and sent at once, without a conflict with itself', async () => {
    const { kept } = await atQuestion('M01-Q01');
    const address = page.url();
    await page.evaluate(`
      document.querySelectorAll('[name=answer]')[2].click();
      document.querySelectorAll('[name=answer]')[1].click();
      setTimeout(() => document.querySelector('[name=to]').click(), 3)`);
    const chosen = await page.locator('[name=answer]').nth(1).inputValue();
    await page.waitForURL((url) => url.href !== address);
    await page.waitForTimeout(500);
    expect(answers.filter(({ status }) => status >= 400)).to.deep.equal([]);
    expect(await kept()).to.deep.equal([chosen]);
  });

  it('takes an order that is not finished for no mistake, until it is sent', async () => {
    const { kept } = await atQuestion('M01-Q05');
    await page.locator('select[name=answer]').nth(0).selectOption('1');
    await page.locator('select[name=answer]').nth(1).selectOption('1');
    await page.locator('[data-saved]', { hasText: /dipakai dua kali/ }).waitFor();
    expect(answers.filter(({ status }) => status >= 400)).to.deep.equal([]);
    expect((await kept()).slice(0, 2)).to.deep.equal(['1', '1']);
    await page.click('[name=to]');
    await page.locator('.error').first().waitFor();
  });

  it('keeps the page of every other form: sending a work, a password, an answer that is lost, a busy server', async () => {
    await aPhone();
    await page.goto(`/kelas/${cohort.id}/tugas/${assignmentId}`);
    await page.fill('[name=text]', 'Laporan saya');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Kirim tugas' }).click();
    expect(await told()).to.match(/^Tidak ada sambungan/);
    expect(await page.inputValue('[name=text]')).to.equal('Laporan saya');
    await context.setOffline(false);

    await page.goto('/akun/hp');
    await page.fill('[name=phone]', '081234567899');
    await page.fill('[name=current]', password);
    await context.setOffline(true);
    await page.click('main form .button');
    expect(await told()).to.match(/^Tidak ada sambungan/);
    expect(await page.inputValue('[name=current]')).to.equal(password);
    await context.setOffline(false);

    await page.goto('/akun');
    await page.route('**/akun/bahasa', (route) => route.abort());
    await page.click('form[action="/akun/bahasa"] button');
    expect(await told()).to.match(/^Tidak ada sambungan/);
    await page.unroute('**/akun/bahasa');
    await page.route('**/akun/bahasa', (route) =>
      route.fulfill({ status: 503, body: 'upstream', contentType: 'text/html' }),
    );
    await page.click('form[action="/akun/bahasa"] button');
    await page.locator('[data-told]', { hasText: /^Sistem sedang sibuk/ }).waitFor();
    await page.unroute('**/akun/bahasa');
    await page.click('form[action="/akun/bahasa"] button');
    await page.locator('html[lang=en]').waitFor();
    expect(sent(/bahasa/).filter(({ status }) => status < 400)).to.have.lengthOf(1);
  });

  it('shows what has to be put right as a page of its own, and a wrong password counts once', async () => {
    await aPhone();
    await page.goto('/akun/hp');
    await page.fill('[name=phone]', '081234567899');
    await page.fill('[name=current]', 'salah sekali ini');
    await Promise.all([page.waitForEvent('load'), page.click('main form .button')]);
    expect(await page.locator('#current-error').innerText()).to.match(/tidak cocok/);
    expect(sent(/hp/)).to.have.lengthOf(1);
  });

  it('counts the time of a quiz by the wall clock, also after the phone slept', async () => {
    await aPhone();
    await context.addInitScript(`
      window.asleep = 0;
      const read = Date.now.bind(Date);
      Date.now = () => read() + window.asleep;
      performance.now = () => 0;`);
    await page.goto(`/kelas/${cohort.id}/kuis/01-kenal-barang`);
    await page.click('main form .button');
    await page.waitForURL(/soal\/1$/);
    const clock = page.locator('[role=timer]');
    const minutes = async () => Number(/\d+/.exec(await clock.innerText())?.[0]);
    const start = await minutes();
    for (const event of [
      `document.dispatchEvent(new Event('visibilitychange'))`,
      `window.dispatchEvent(new Event('pageshow'))`,
      `window.dispatchEvent(new Event('focus'))`,
    ]) {
      const before = await minutes();
      await page.evaluate(`window.asleep += 120000; ${event}`);
      expect(await minutes(), event).to.equal(before - 2);
    }
    expect(await minutes()).to.equal(start - 6);
    await page.evaluate(
      `window.asleep += ${start} * 60000 - 360000 + 2000; window.dispatchEvent(new Event('pageshow'))`,
    );
    expect(await clock.innerText()).to.match(/habis/);
  });
});
