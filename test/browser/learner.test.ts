import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { photo } from '../../src/commands/demo/files.ts';
import { demoPassword } from '../../src/commands/demo/people.ts';
import { useApp } from '../support/app.ts';
import { launchChromium } from '../support/chromium.ts';
import { aSmallSchool, type SmallSchool } from '../support/demo-school.ts';
import { type Phone, signInOn, takePhone } from '../support/phone.ts';

const module = '03-spesifikasi-produk';

describe('a learner with a phone', function () {
  this.timeout(60_000);
  const app = useApp();
  let chromium: Browser;
  let small: SmallSchool;
  before(async () => {
    [chromium, small] = await Promise.all([launchChromium(), aSmallSchool(['beginner', 'beginner'])]);
  });
  after(() => chromium.close());

  for (const [place, hasJavaScript] of [true, false].entries()) {
    describe(hasJavaScript ? 'and JavaScript' : 'without JavaScript', () => {
      let phone: Phone;
      let kelas: string;
      before(async () => {
        phone = await takePhone(chromium, app.address, hasJavaScript);
        kelas = `/kelas/${small.school.running.id}`;
      });
      after(() => phone.close());

      it('signs in and sees at home what is next', async () => {
        const { learner } = small.learners[place]!;
        await signInOn(phone, learner.email, demoPassword);
        await phone.look(`Selamat .+, ${learner.name}`);
        expect(await phone.page.locator('.next').first().innerText()).to.contain('Dari klaim ke spesifikasi');
      });

      it('reads a lesson and marks it as read', async () => {
        await phone.press('Lanjutkan membaca');
        await phone.look('Dari klaim ke spesifikasi');
        await phone.press('Tandai selesai dan lanjut');
        await phone.look('Lembar spesifikasi produk');
        await phone.page.goto(kelas);
        await phone.look('Ekspor Pemula');
        expect(await phone.page.locator('main').innerText()).to.contain('1 dari 18 materi sudah dibaca');
      });

      it('answers a question of a quiz, which is saved', async () => {
        await phone.page.goto(`${kelas}/kuis/${module}`);
        await phone.look('Kuis');
        await phone.press('Mulai kuis');
        await phone.look('Soal 1 dari 10');
        await answerFirst(phone);
        if (hasJavaScript) await phone.page.locator('[data-saved]', { hasText: /^Tersimpan/ }).waitFor();
        else await phone.press('Simpan dan lanjut');
        const question = phone.page.url();
        await phone.page.goto(question.replace(/\d+$/, '1'));
        await phone.look('Soal 1 dari 10');
        expect(await phone.page.locator('main').innerText()).to.contain('1 dari 10 soal dijawab');
      });

      it('sends the quiz and reads the result', async () => {
        await phone.press('Lihat semua soal');
        await phone.look('Periksa jawaban');
        await phone.press('Kirim jawaban');
        await phone.look('Hasil kesempatan 1');
        expect(await phone.page.locator('.verdict').innerText()).to.contain('Belum lulus');
      });

      it('drafts an assignment with a photo', async () => {
        await phone.page.goto(`${kelas}/tugas/m03-a1`);
        await phone.look('Lembar spesifikasi produk saya');
        await phone.page.fill('#text', 'Terlampir lembar spesifikasi tas batik.');
        if (hasJavaScript) await phone.page.locator('[role=status]', { hasText: /^Tersimpan/ }).waitFor();
        const { name, bytes } = await photo('spesifikasi', 2);
        await phone.page.setInputFiles('[name=files]', { name, mimeType: 'image/jpeg', buffer: bytes });
        await phone.press('Simpan draf');
        await phone.look('Lembar spesifikasi produk saya');
        expect(await phone.page.locator('main').innerText()).to.contain('spesifikasi.jpg');
        expect(await phone.page.inputValue('#text')).to.equal('Terlampir lembar spesifikasi tas batik.');
      });

      it('sends it and has a receipt', async () => {
        await phone.press('Kirim tugas');
        await phone.look('Tanda terima tugas');
        const receipt = await phone.page.locator('main').innerText();
        expect(receipt)
          .to.match(/TGS-\w{5}-\w{5}/)
          .and.match(/[0-9a-f]{64}/);
      });
    });
  }
});

/** Gives some answer to the question that is open, whatever kind it is of. */
async function answerFirst({ page }: Phone): Promise<void> {
  const answers = page.locator('[name=answer]');
  if ((await page.locator('select[name=answer]').count()) > 0) {
    for (const [place, select] of (await answers.all()).entries()) await select.selectOption({ index: place + 1 });
  } else if ((await page.locator('.choice').count()) > 0) await page.locator('.choice').first().click();
  else await answers.first().fill('12');
}
