import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { useApp } from '../support/app.ts';
import { launchChromium } from '../support/chromium.ts';
import { takePhone } from '../support/phone.ts';

describe('a stranger who checks a file on a phone', function () {
  this.timeout(60_000);
  const app = useApp();
  let chromium: Browser;
  let folder: string;
  before(async () => {
    chromium = await launchChromium();
    folder = await mkdtemp(path.join(os.tmpdir(), 'layar-check-'));
  });
  after(async () => {
    await chromium.close();
    await rm(folder, { recursive: true });
  });

  for (const megabytes of [2, 12, 200]) {
    it(`reads beside the field that ${megabytes} MB are too many, though the server does not read them`, async () => {
      const file = path.join(folder, `${megabytes}.pdf`);
      await writeFile(file, Buffer.alloc(megabytes * 1_000_000, '%PDF-1.7 '));
      const phone = await takePhone(chromium, app.address, false);
      await phone.page.goto('/periksa');
      await phone.page.setInputFiles('[name=berkas]', file);
      await Promise.all([phone.page.waitForEvent('load'), phone.page.locator('form[enctype] button').click()]);
      expect(await phone.page.locator('#berkas-error').innerText()).to.equal(
        'Berkas ini terlalu besar. Paling besar 1 MB.',
      );
      await phone.close();
    });
  }
});
