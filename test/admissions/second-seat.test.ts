import { expect } from 'chai';
import {
  acceptApplication,
  type Application,
  countAdmitted,
  countApplications,
  countLearnersIn,
  submitApplication,
} from '../../src/features/admissions/index.ts';
import { findEarlierSeats } from '../../src/features/admissions/earlier-seat.service.ts';
import { EnrolmentModel } from '../../src/features/admissions/enrolment.model.ts';
import { noteCompletion } from '../../src/features/admissions/enrolment.service.ts';
import {
  type Cohort,
  createCohort,
  findCohort,
  moveCohort,
  type NewCohort,
} from '../../src/features/programmes/index.ts';
import { Conflict } from '../../src/platform/errors.ts';
import { anOpenCohort, enrolmentTime as now } from '../programmes/a-programme.ts';
import { auditEntries } from '../support/audit.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { aCompleteDraft, anApplicant, aVerifier, decideAll, newNumbers } from './an-application.ts';
import { aPerson } from './people.ts';

const somebody = '0'.repeat(24);

/** Another cohort of the same programme that takes applications. */
async function theNext(cohort: Cohort, number = 2): Promise<Cohort> {
  const { centre, applicationsUntil, startsOn, endsOn, examOn, seats, curriculum, scheme } = cohort;
  const dates = { applicationsUntil, startsOn, endsOn, examOn };
  const input: NewCohort = { centre, number, name: `Angkatan ${number}`, ...dates, seats, curriculum, scheme };
  const { id } = await createCohort(cohort.programme, input, somebody);
  await moveCohort(id, 'open', somebody);
  return (await findCohort(id))!;
}

async function acceptable(cohort: Cohort, numbers = newNumbers(), account?: string): Promise<Application> {
  const { applicant } = await aCompleteDraft(cohort, numbers, account);
  const sending = await submitApplication({ cohort, account: applicant }, now);
  if (!sending.sent) throw new Error(sending.why);
  await decideAll(sending.application);
  return sending.application;
}

const accept = (application: Application, cohort: Cohort, reason?: string) =>
  acceptApplication(application.id, cohort, aVerifier, now, reason);

const refusalOf = async (attempt: Promise<unknown>) => {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(Conflict);
  return (error as Conflict).reason;
};

describe('a second seat in a programme', () => {
  const app = useApp();
  let first: Cohort;
  let second: Cohort;
  before(async () => {
    first = await anOpenCohort();
    second = await theNext(first);
  });

  const table: readonly [string, () => Promise<[Application, Application]>][] = [
    [
      'the same account',
      async () => {
        const [account, numbers] = [await anApplicant(), newNumbers()];
        return [await acceptable(first, numbers, account), await acceptable(second, numbers, account)];
      },
    ],
    [
      'the same NIK under another account',
      async () => {
        const { nik } = newNumbers();
        return [await acceptable(first, { ...newNumbers(), nik }), await acceptable(second, { ...newNumbers(), nik })];
      },
    ],
    [
      'the same account with another NIK',
      async () => {
        const account = await anApplicant();
        return [await acceptable(first, newNumbers(), account), await acceptable(second, newNumbers(), account)];
      },
    ],
  ];
  for (const [who, applications] of table) {
    it(`is refused to ${who}, and given with a reason that stays on record`, async () => {
      const [one, other] = await applications();
      const seat = await accept(one, first);
      const left = (await findCohort(second.id))!.seatsLeft;
      expect(await refusalOf(accept(other, second))).to.equal('admissions.hasSeat');
      expect((await findCohort(second.id))!.seatsLeft).to.equal(left);
      expect((await findEarlierSeats(other)).map(({ id }) => id)).to.deep.equal([seat.id]);

      const again = await accept(other, second, 'Mengulang karena sakit');
      expect((await EnrolmentModel.findById(again.id).lean())!.allowance).to.include({
        reason: 'Mengulang karena sakit',
      });
      const entry = (await auditEntries({ action: 'admissions.allowAgain' })).find(
        ({ target }) => target?.id === other.id,
      );
      expect(entry).to.include({ actor: aVerifier });
      expect(JSON.parse(String(entry!.detail))).to.include({ reason: 'Mengulang karena sakit', earlier: seat.id });
    });

    it(`is given to one of two cohorts that admit ${who} at the same moment`, async () => {
      const [one, other] = await applications();
      const results = await Promise.allSettled([accept(one, first), accept(other, second)]);
      const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
      expect(refused).to.have.length(1);
      expect(refused[0]).to.be.instanceOf(Conflict);
      expect((refused[0] as Conflict).reason).to.equal('admissions.hasSeat');
    });
  }

  it('is no question for somebody else, in another programme, or after the first was given up', async () => {
    const [account, numbers] = [await anApplicant(), newNumbers()];
    const seat = await accept(await acceptable(first, numbers, account), first);
    await accept(await acceptable(second), second);
    const elsewhere = await anOpenCohort();
    await accept(await acceptable(elsewhere, numbers, account), elsewhere);
    await EnrolmentModel.updateOne({ _id: seat.id }, { $set: { state: 'withdrawn' } });
    await accept(await acceptable(second, numbers, account), second);
  });

  it('is refused also beside a seat that was given before seats were held by an index', async () => {
    const [account, numbers] = [await anApplicant(), newNumbers()];
    const seat = await accept(await acceptable(first, numbers, account), first);
    await EnrolmentModel.updateOne({ _id: seat.id }, { $unset: { isSole: 1, person: 1 } });
    expect(await refusalOf(accept(await acceptable(second, numbers, account), second))).to.equal('admissions.hasSeat');
    const third = await theNext(first, 3);
    const other = await acceptable(third, { ...newNumbers(), nik: numbers.nik });
    expect(await refusalOf(accept(other, third))).to.equal('admissions.hasSeat');
  });

  it('makes one person of two seats in every count of people', async () => {
    const cohort = await anOpenCohort();
    const next = await theNext(cohort);
    const [account, numbers] = [await anApplicant(), newNumbers()];
    await accept(await acceptable(cohort, numbers, account), cohort);
    await accept(await acceptable(next, numbers, account), next, 'Mengulang');
    const { programme } = cohort;
    expect([
      await countLearnersIn([cohort.id, next.id]),
      await countAdmitted(programme),
      await countApplications(programme),
    ]).to.deep.equal([1, 1, 1]);
  });

  it('is warned of: the applicant before beginning and sending, the verifier before deciding', async () => {
    const [cohort, numbers] = [await anOpenCohort(), newNumbers()];
    const next = await theNext(cohort);
    const { id: account, browser } = await aPerson(app.address, 'Sari');
    const seat = await accept(await acceptable(cohort, numbers, account), cohort);
    await browser.open(`/pendaftaran/${next.id}`);
    expect(browser.text).to.include('Anda sudah punya kursi di Angkatan 1');
    const draft = await aCompleteDraft(next, numbers, account);
    await browser.open(`/pendaftaran/${next.id}/periksa`);
    expect(browser.text).to.include('Anda sudah punya kursi di Angkatan 1');

    const sending = await submitApplication({ cohort: next, account }, now);
    expect(sending.sent).to.equal(true);
    await decideAll(draft);
    const { browser: verifier } = await aPerson(app.address, 'Vera', { role: 'verifier', scope: next.programme });
    await verifier.open(`/verifikasi/${draft.id}`);
    expect(verifier.text).to.include('Orang ini sudah punya kursi di program ini').and.include('peserta sejak');
    await noteCompletion(seat.id, now);
    await verifier.open(`/verifikasi/${draft.id}`);
    expect(verifier.text).to.include('selesai pelatihan 21 Nov 2026');
    await verifier.submit('/terima', {});
    expect(verifier.status).to.equal(422);
    expect(verifier.text).to.include('Tulis alasan memberi kursi lagi');
    await verifier.submit('/terima', { again: 'Naik ke kelas lanjutan' });
    expect(verifier.path).to.equal('/verifikasi');
    expect(await countLearnersIn([next.id])).to.equal(1);
  });

  it('is told to a verifier of who applies for two cohorts at once', async () => {
    const { nik } = newNumbers();
    const cohort = await anOpenCohort();
    const next = await theNext(cohort);
    const one = await acceptable(cohort, { ...newNumbers(), nik });
    const other = await acceptable(next, { ...newNumbers(), nik });
    const { browser } = await aPerson(app.address, 'Vera', { role: 'verifier', scope: next.programme });
    await browser.open(`/verifikasi/${other.id}`);
    expect(browser.text).to.include('juga mendaftar di angkatan lain').and.include(one.number);
  });

  it('is no matter of a stranger’s', async () => {
    const browser = await new Browser(app.address).open(`/pendaftaran/${first.id}`);
    expect(browser.text).not.to.include('sudah punya kursi');
  });
});
