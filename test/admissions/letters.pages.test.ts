/** What pages promise by e-mail to an applicant is what happens. */
import { expect } from 'chai';
import { createAccount } from '../../src/features/accounts/index.ts';
import { submitApplication } from '../../src/features/admissions/index.ts';
import { goodPassword, signIn } from '../accounts/walk.ts';
import { anOpenCohort, enrolmentTime } from '../programmes/a-programme.ts';
import { useApp } from '../support/app.ts';
import { aCompleteDraft, newNumbers } from './an-application.ts';

describe('a page of somebody who applied', () => {
  const app = useApp();
  const cases = [
    {
      who: 'has proved an address',
      email: 'bukti@contoh.id',
      isProven: true,
      says: 'dikirim lewat surel',
      asks: false,
    },
    { who: 'has only typed one', email: 'ketik@contoh.id', isProven: false, says: 'belum dibuktikan', asks: true },
    { who: 'has a phone only', phone: '081266660001', isProven: true, says: 'halaman status', asks: false },
  ] as const;
  for (const { who, says, asks, isProven, ...contact } of cases) {
    it(`promises a letter, or none, to whoever ${who}`, async () => {
      const account = { name: 'Sari Wulandari', password: goodPassword, isProven, ...contact };
      const id = await createAccount(account, new Date());
      const cohort = await anOpenCohort();
      await aCompleteDraft(cohort, newNumbers(), id);
      expect((await submitApplication({ cohort, account: id }, enrolmentTime)).sent).to.equal(true);

      const browser = await signIn(app.address, 'email' in contact ? contact.email : contact.phone);
      for (const path of ['', '/tanda-terima']) {
        await browser.open(`/pendaftaran/${cohort.id}${path}`);
        expect(browser.text, path).to.contain(says);
        expect(browser.text.includes('lewat surel'), path).to.equal(says === 'dikirim lewat surel');
        expect(browser.html.includes('href="/akun/surel"'), path).to.equal(asks);
      }
      await browser.open('/beranda');
      expect(browser.text.includes('Alamat surel Anda belum dibuktikan')).to.equal(asks);
    });
  }
});
