import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { demoPassword } from '../../src/commands/demo/people.ts';
import { codeOf } from '../accounts/walk.ts';
import { isoDay } from '../../src/platform/format.ts';
import { useApp } from '../support/app.ts';
import { launchChromium } from '../support/chromium.ts';
import { aSmallSchool, memberWith, type Resident, type SmallSchool } from '../support/demo-school.ts';
import { type Phone, signInOn, takePhone } from '../support/phone.ts';

describe('an assessor with a phone', function () {
  this.timeout(60_000);
  const app = useApp();
  let chromium: Browser;
  let small: SmallSchool;
  before(async () => {
    [chromium, small] = await Promise.all([launchChromium(), aSmallSchool(['evidence-due', 'evidence-due'])]);
  });
  after(() => chromium.close());

  for (const [place, hasJavaScript] of [true, false].entries()) {
    describe(hasJavaScript ? 'and JavaScript' : 'without JavaScript', () => {
      let phone: Phone;
      let candidate: Resident;
      before(async () => {
        phone = await takePhone(chromium, app.address, hasJavaScript);
        candidate = small.learners[place]!;
      });
      after(() => phone.close());
      const text = () => phone.page.locator('main').innerText();

      it('signs in with a code', async () => {
        const { name, email, totpSecret } = memberWith(small.school, candidate.case!.assessor!);
        await signInOn(phone, email, demoPassword, () => codeOf(totpSecret));
        await phone.look(`Selamat .+, ${name}`);
      });

      it('opens a case from the queue', async () => {
        await phone.page.goto('/asesor');
        await phone.look('Antrean uji');
        await phone.press(candidate.learner.name);
        await phone.look(candidate.learner.name);
        expect(await text())
          .to.contain('Rekomendasi, bukan keputusan')
          .and.contain('13 unit belum lengkap');
      });

      it('checks a piece of evidence by the four rules', async () => {
        await phone.press('Lembar spesifikasi produk saya');
        await phone.look('Lembar spesifikasi produk saya');
        for (const unit of await phone.page.locator('[data-rules]').all()) {
          const boxes = await unit.locator('input[type=checkbox]').all();
          if (hasJavaScript) await unit.getByRole('button', { name: 'Keempatnya terpenuhi' }).click();
          else for (const box of boxes) await box.check();
          for (const box of boxes) expect(await box.isChecked()).to.equal(true);
          await unit.locator('textarea').fill('Sesuai dengan kriteria.');
        }
        await phone.press('Simpan penilaian bukti');
        await phone.look('Memilih Incoterm untuk tiga kasus');
        expect(await phone.page.innerText('body')).to.contain('Penilaian bukti tersimpan');
      });

      it('judges a unit on it, once the day of the exam has come', async () => {
        await phone.page.goto(`/asesor/${candidate.case!.id}/tanggal`);
        await phone.page.fill('[name=examOn]', isoDay(new Date()));
        await phone.press('Simpan tanggal uji');
        expect(await phone.page.innerText('body')).to.contain('Tanggal uji tersimpan');
        await phone.page.goto(`/asesor/${candidate.case!.id}`);
        await phone.press('Melakukan Identifikasi Komoditi/Produk Ekspor');
        await phone.look('Melakukan Identifikasi Komoditi/Produk Ekspor');
        await phone.page.check('[name=methods][value=portfolio]');
        await phone.page.fill('[name=finding]', 'Spesifikasi lengkap dan dapat diukur.');
        await phone.page.check('[name=recommendation][value=competent]');
        await phone.press('Simpan temuan');
        expect(await phone.page.innerText('body')).to.contain('Temuan tersimpan');
        await phone.page.goto(`/asesor/${candidate.case!.id}`);
        await phone.look(candidate.learner.name);
        expect(await text()).to.contain('12 unit belum lengkap');
      });

      if (!hasJavaScript) return;

      it('loses nothing of a finding by going to record an observation, nor of that by going back', async () => {
        const valueOf = (name: string) => phone.page.locator(`[name=${name}]`).inputValue();
        await phone.press('Melakukan Identifikasi Komoditi/Produk Ekspor');
        const address = phone.page.url();
        await phone.page.fill('[name=finding]', 'Baru diketik.');
        await phone.page.check('[name=methods][value=interview]');
        await phone.press('Catat pengamatan Anda sebagai bukti');
        await phone.page.fill('[name=title]', 'Wawancara');
        await phone.press('Simpan pengamatan');
        expect(await phone.page.innerText('main')).to.contain('Isi bagian ini');
        expect(await valueOf('title'), 'the form that was sent').to.equal('Wawancara');
        await phone.page.fill('[name=account]', 'Menjawab lancar.');
        await phone.page.goto(address);
        expect(await valueOf('finding')).to.equal('Baru diketik.');
        expect(await phone.page.isChecked('[name=methods][value=interview]')).to.equal(true);
        await phone.press('Simpan temuan');
        expect(await phone.page.innerText('body')).to.contain('Temuan tersimpan');
        await phone.page.goto(`${address}/bukti`);
        expect(await valueOf('account')).to.equal('Menjawab lancar.');
        await phone.page.fill('[name=madeOn]', isoDay(new Date()));
        await phone.page.fill('[name=title]', 'Wawancara');
        await phone.press('Simpan pengamatan');
        expect(await phone.page.innerText('body')).to.contain('Bukti ditambahkan');
        await phone.page.goto(`${address}/bukti`);
        expect(await valueOf('account'), 'once sent').to.equal('');
      });
    });
  }
});
