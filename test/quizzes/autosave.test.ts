import { expect } from 'chai';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { AttemptModel } from '../../src/features/quizzes/attempt.model.ts';
import { plainAttempt } from '../../src/features/quizzes/attempt.service.ts';
import { now } from '../../src/platform/clock.ts';
import { useApp } from '../support/app.ts';
import { launchChromium } from '../support/chromium.ts';
import { aCohort, aLearner, password } from '../support/classroom.ts';

describe('a quiz with JavaScript', function () {
  this.timeout(60_000);
  const app = useApp();
  let cohort: Cohort;
  let chromium: Browser;
  before(async () => {
    cohort = await aCohort(now());
    chromium = await launchChromium();
  });
  after(() => chromium.close());

  const attemptOf = async (enrolment: string) => plainAttempt((await AttemptModel.findOne({ enrolment }).lean())!);
  const status = (page: Page, text: RegExp) => page.locator('[data-saved]', { hasText: text }).waitFor();
  const saved = (page: Page) => status(page, /^Tersimpan/);

  /** A learner on a phone, in a quiz that has begun, at the question with this id. */
  async function atQuestion(
    id: string,
  ): Promise<{ context: BrowserContext; page: Page; kept: () => Promise<string[]> }> {
    const { email, enrolment } = await aLearner(cohort, now());
    const context = await chromium.newContext({
      viewport: { width: 360, height: 740 },
      locale: 'id-ID',
      baseURL: app.address,
    });
    const page = await context.newPage();
    await page.goto('/masuk');
    await page.fill('[name=contact]', email);
    await page.fill('[name=password]', password);
    await page.press('[name=password]', 'Enter');
    await page.waitForURL((url) => url.pathname !== '/masuk');
    await page.goto(`/kelas/${cohort.id}/kuis/01-kenal-barang`);
    await page.click('main form .button');
    await page.waitForURL(/soal\/1$/);
    const attempt = await attemptOf(enrolment.id);
    await page.goto(`/kuis/${attempt.id}/soal/${attempt.questions.findIndex((question) => question.id === id) + 1}`);
    const kept = async () => (await attemptOf(enrolment.id)).questions.find((question) => question.id === id)!.value;
    return { context, page, kept };
  }

  it('saves an answer as soon as it is given', async () => {
    const { context, page, kept } = await atQuestion('M01-Q01');
    await page.locator('.choice').nth(1).click();
    await saved(page);
    expect(await kept()).to.deep.equal([await page.locator('[name=answer]').nth(1).inputValue()]);
    await page.locator('.choice').nth(2).click();
    await page.waitForResponse((response) => response.request().method() === 'POST');
    await page.reload();
    expect(await page.locator('[name=answer]').nth(2).isChecked()).to.equal(true);
    await context.close();
  });

  it('keeps an answer while the connection is lost, says so, and sends it when it is back', async () => {
    const { context, page, kept } = await atQuestion('M01-Q03');
    await context.setOffline(true);
    await page.fill('[name=answer]', '22,4');
    await status(page, /^Belum tersimpan/);
    expect(await kept()).to.deep.equal([]);
    await context.setOffline(false);
    await saved(page);
    expect(await kept()).to.deep.equal(['22,4']);
    await context.close();
  });

  it('puts back and saves what was typed before the page was closed without a connection', async () => {
    const { context, page, kept } = await atQuestion('M01-Q06');
    const address = page.url();
    await context.setOffline(true);
    await page.fill('[name=answer]', 'MOQ');
    await status(page, /^Belum tersimpan/);
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(address);
    await saved(again);
    expect(await again.inputValue('[name=answer]')).to.equal('MOQ');
    expect(await kept()).to.deep.equal(['MOQ']);
    await context.close();
  });

  it('says what cannot be read, and saves what is put right', async () => {
    const { context, page, kept } = await atQuestion('M01-Q03');
    await page.fill('[name=answer]', 'dua');
    await status(page, /angka saja/);
    await page.fill('[name=answer]', '22,4 kg');
    await saved(page);
    expect(await kept()).to.deep.equal(['22,4 kg']);
    await context.close();
  });
});
