/** A running school with one graduate, and the people who come to look. */
import { TOTP } from 'otpauth';
import type { Certificate } from '../../src/features/certificates/certificate.service.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { aCohort, signIn } from '../support/classroom.ts';
import { aGraduate, totpSecret } from './a-graduate.ts';

/** For a describe block: what the tests share is there once they run. */
export function useGraduate() {
  const app = useApp();
  const stranger = () => new Browser(app.address);
  const shared = {
    at: new Date(),
    stranger,
    /** Signed in with the second factor. */
    staff: async (email: string) => {
      const browser = await signIn(stranger(), email);
      return browser.submit('/masuk/kode', { code: new TOTP({ secret: totpSecret }).generate() });
    },
  } as {
    at: Date;
    stranger: () => Browser;
    staff: (email: string) => Promise<Browser>;
    cohort: Cohort;
    certificate: Certificate;
    /** The graduate, signed in, and the PDF as it was downloaded. */
    sari: Browser;
    pdf: Buffer;
  };
  before(async () => {
    shared.cohort = await aCohort(shared.at);
    const { certificate, email } = await aGraduate(shared.cohort, shared.at);
    shared.certificate = certificate;
    shared.sari = await signIn(stranger(), email);
    await shared.sari.open(`/sertifikat/${certificate.id}/sertifikat.pdf`);
    shared.pdf = shared.sari.bytes;
  });
  return shared;
}

export type Answer = { verdict: string; checkedAt: string; certificate: Record<string, unknown> };

export const asJson = { accept: 'application/json' };

export const jsonOf = async (browser: Browser, code: string): Promise<Answer> =>
  JSON.parse((await browser.open(`/v/${code}`, asJson)).bytes.toString('utf8')) as Answer;

/** Uploads a file to be compared with what was issued. */
export async function compare(browser: Browser, bytes: Buffer, name = 'sertifikat.pdf'): Promise<Browser> {
  await browser.open('/periksa');
  return browser.submit('/periksa', {}, [{ field: 'berkas', name, bytes, type: 'application/pdf' }]);
}
