/** A phone of 360 pixels with a real browser on it, and what is looked at on each page that it shows. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';

export type Phone = Readonly<{
  page: Page;
  hasJavaScript: boolean;
  /** Looks at the page that is open: its name, its width, and, where scripts run, whether everybody can use it. */
  look: (heading: string | RegExp) => Promise<void>;
  /** Presses a button or follows a link by what is written on it, and waits for the page that it leads to. */
  press: (name: string | RegExp) => Promise<void>;
  close: () => Promise<void>;
}>;

export async function takePhone(chromium: Browser, address: string, hasJavaScript: boolean): Promise<Phone> {
  const context = await chromium.newContext({
    viewport: { width: 360, height: 740 },
    locale: 'id-ID',
    baseURL: address,
    javaScriptEnabled: hasJavaScript,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));

  return {
    page,
    hasJavaScript,
    look: async (heading) => {
      expect(await page.locator('h1').allInnerTexts(), 'one heading').to.have.lengthOf(1);
      expect(await page.locator('h1').innerText()).to.match(new RegExp(heading));
      expect(complaints).to.deep.equal([]);
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect(width, `${page.url()} scrolls sideways`).to.be.at.most(360);
      if (hasJavaScript) await expectAccessible(page);
    },
    press: async (name) => {
      const pressed = page
        .locator('main')
        .getByRole('button', { name })
        .or(page.locator('main').getByRole('link', { name }));
      await Promise.all([page.waitForEvent('load'), pressed.first().click()]);
    },
    close: () => context.close(),
  };
}

/** Signs in, with the code of the authenticator app where one is asked for. */
export async function signInOn({ page }: Phone, contact: string, password: string, code?: () => string): Promise<void> {
  await page.goto('/masuk');
  await page.fill('[name=contact]', contact);
  await page.fill('[name=password]', password);
  await Promise.all([page.waitForEvent('load'), page.press('[name=password]', 'Enter')]);
  if (!code) return;
  await page.fill('[name=code]', code());
  await Promise.all([page.waitForEvent('load'), page.press('[name=code]', 'Enter')]);
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page }).analyze();
  expect(passes.length, 'rules that axe found kept').to.be.greaterThan(0);
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const told = grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect(told, `${page.url()} is hard to use for some`).to.deep.equal([]);
}
