import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { demoPassword } from '../../src/commands/demo/people.ts';
import { SubmissionModel } from '../../src/features/assignments/submission.model.ts';
import { readStoredFile } from '../../src/platform/files/index.ts';
import { aPdf } from '../platform/samples.ts';
import { useApp } from '../support/app.ts';
import { launchChromium } from '../support/chromium.ts';
import { aSmallSchool, type SmallSchool } from '../support/demo-school.ts';
import { type Phone, signInOn, takePhone } from '../support/phone.ts';

const anImage = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });

/** What a camera would take: a picture that does not pack well, of a given size. */
const aPhoto = (width: number, height: number) =>
  sharp({
    create: {
      width: width / 8,
      height: height / 8,
      channels: 3,
      background: 'grey',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  }).resize(width, height, { kernel: 'cubic' });

describe('files sent from a phone', function () {
  this.timeout(120_000);
  const app = useApp();
  let chromium: Browser;
  let small: SmallSchool;
  let phone: Phone;
  before(async () => {
    [chromium, small] = await Promise.all([launchChromium(), aSmallSchool(['beginner'])]);
    phone = await takePhone(chromium, app.address, true);
    await signInOn(phone, small.learners[0]!.learner.email, demoPassword);
  });
  after(() => chromium.close());
  beforeEach(() => phone.page.goto(`/kelas/${small.school.running.id}/tugas/m03-a1`));

  const chosen = () => phone.page.locator('.chosen li').allInnerTexts();
  const choose = (...files: Parameters<typeof anImage>[]) =>
    phone.page.setInputFiles(
      '[name=files]',
      files.map((file) => anImage(...file)),
    );
  /** Waits until each chosen file is ready or refused. */
  const settled = async (count: number) => {
    const lines = phone.page.locator('.chosen li');
    await lines.nth(count - 1).waitFor();
    await lines.filter({ hasText: 'sedang disiapkan' }).first().waitFor({ state: 'detached' });
  };
  const draft = async () => (await SubmissionModel.findOne({ assignment: 'm03-a1' }).lean())!.draft;

  it('are judged as they are chosen: what is refused is named and left out, photos are made smaller', async () => {
    const photo = await aPhoto(4000, 3000).jpeg({ quality: 95 }).toBuffer();
    await choose(['program.exe', Buffer.from('MZ')], ['IMG_1.jpg', photo], ['surat.txt', Buffer.from('halo')]);
    await settled(3);
    const [first, second, third] = await chosen();
    expect(first).to.match(/^program\.exe bukan jenis berkas yang diterima di sini\. Kirim PDF, /);
    expect(second).to.match(/^IMG_1\.jpg · \d+ KB$/);
    expect(third).to.match(/^surat\.txt bukan jenis/);
    const files = await phone.page.evaluate<string[]>(
      "[...document.querySelector('[name=files]').files].map((one) => one.name)",
    );
    expect(files).to.deep.equal(['IMG_1.jpg']);
    await phone.look('Lembar spesifikasi produk saya');
  });

  it('go over a slow line with the share that is done, and arrive readable: nothing black, nothing thin', async () => {
    const clear = await sharp({
      create: { width: 4000, height: 1000, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .composite([{ input: await aPhoto(800, 800).png().toBuffer(), left: 0, top: 0 }])
      .png({ compressionLevel: 0 })
      .toBuffer();
    const long = await aPhoto(1080, 14_000).jpeg({ quality: 60 }).toBuffer();
    await choose(['logo.png', clear], ['layar.jpg', long]);
    await settled(2);
    const line = await phone.page.context().newCDPSession(phone.page);
    const throttle = (bytes: number) =>
      line.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 50,
        downloadThroughput: bytes,
        uploadThroughput: bytes,
      });
    await throttle(400_000);
    const heard: string[] = [];
    const status = phone.page.locator('.drop [role=status]');
    const pressed = phone.page.getByRole('button', { name: 'Simpan draf' }).click();
    await status.filter({ hasText: /^Mengirim \d/ }).waitFor();
    heard.push((await status.textContent()) ?? '');
    await pressed;
    await phone.page.locator('main .tasks .file', { hasText: 'logo' }).waitFor();
    await throttle(-1);
    expect(heard[0]).to.match(/^Mengirim \d+%, \S+ (KB|MB) dari \S+ (KB|MB)\. Biarkan halaman ini terbuka\.$/);

    const { files } = await draft();
    const logo = sharp(await readStoredFile(files[0]!.id));
    const { width, height } = await sharp(await readStoredFile(files[1]!.id)).metadata();
    expect([width, height]).to.deep.equal([1080, 14_000]);
    const { dominant } = await logo.flatten({ background: 'white' }).stats();
    expect(dominant.r, 'the ground is white').to.be.above(240);
  });

  it('are shown again with what the server found, beside what it took', async () => {
    const active = Buffer.from(
      aPdf().toString('latin1').replace('trailer', '1 0 obj << /S /JavaScript /JS (x) >> endobj\ntrailer'),
    );
    await phone.page.fill('#text', 'Tetap ada');
    await choose(['aktif.pdf', active]);
    await settled(1);
    await phone.page.getByRole('button', { name: 'Simpan draf' }).click();
    await phone.page.locator('.drop .error').waitFor();
    expect(await phone.page.locator('.drop .error').innerText()).to.match(/aktif\.pdf berisi program/);
    expect(await phone.page.inputValue('#text')).to.equal('Tetap ada');
    await choose(['spesifikasi.pdf', aPdf()]);
    await settled(1);
    await phone.press('Simpan draf');
    expect((await draft()).files.map(({ name }) => name)).to.include('spesifikasi.pdf');
  });

  it('stay where they are when the line breaks, and go when it is there again', async () => {
    await Promise.all([phone.page.waitForEvent('load'), phone.page.locator('button[name=remove]').first().click()]);
    await phone.press('Hapus berkas');
    await choose(['lagi.pdf', aPdf('lagi')]);
    await settled(1);
    await phone.page.route('**/draf', (route) => route.abort());
    await phone.page.getByRole('button', { name: 'Simpan draf' }).click();
    await phone.page.locator('.drop .error', { hasText: 'Sambungan terputus' }).waitFor();
    expect(await chosen()).to.deep.equal(['lagi.pdf · 1 KB']);
    await phone.page.unroute('**/draf');
    await phone.press('Simpan draf');
    expect((await draft()).files.map(({ name }) => name)).to.include('lagi.pdf');
  });
});
