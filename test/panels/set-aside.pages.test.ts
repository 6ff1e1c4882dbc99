import { expect } from 'chai';
import { TOTP } from 'otpauth';
import { AssessorModel } from '../../src/features/assessors/assessor.model.ts';
import type { AssessmentCase } from '../../src/features/assessments/case.service.ts';
import { openCase } from '../../src/features/assessments/opening.service.ts';
import { routeCase } from '../../src/features/assessments/routing.service.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { aCohort, signIn } from '../support/classroom.ts';
import { again, aCandidate, aMember, anAssessor, aRecommendation, at, totpSecret } from '../assessments/a-case.ts';
import { aMinute, aPanel, signAll } from './a-minute.ts';

describe('the pages of a recommendation that cannot be decided', function () {
  this.timeout(60_000);
  const app = useApp();
  let cohort: Cohort;
  let one: AssessmentCase;
  let assessor: Awaited<ReturnType<typeof anAssessor>>;
  let candidate: Awaited<ReturnType<typeof aCandidate>>;

  beforeEach(async () => {
    cohort = await aCohort(at);
    [assessor, candidate] = [await anAssessor(cohort), await aCandidate(cohort)];
    one = await aRecommendation(await openCase(candidate.completed, at));
  });

  const staff = async ({ email }: { email: string }) => {
    const browser = await signIn(new Browser(app.address), email);
    return browser.submit('/masuk/kode', { code: new TOTP({ secret: totpSecret }).generate() });
  };
  const aManager = async (name: string) => staff(await aMember('certification-manager', cohort.body, name));
  const path = () => `/sertifikasi/uji/${one.id}`;
  const withdrawLicence = () =>
    AssessorModel.updateOne(
      { account: assessor.id },
      { $set: { 'licence.until': new Date(at.getTime() - 86_400_000) } },
    );

  it('tell the panel why, and let nobody write a decision', async () => {
    await withdrawLicence();
    const members = await aPanel(cohort);
    const minute = await aMinute(cohort, members, [one]);
    const chair = await staff(members[0]!);
    await chair.open(`/pleno/${minute.id}`);
    expect(chair.text).to.contain(
      `Lisensi ${assessor.name} tidak berlaku pada hari rekomendasi untuk Sari Wulandari dibuat.`,
    );
    expect(chair.text).to.contain('Minta manajer sertifikasi mengambil uji ini').and.not.contain('Tanda tangani');
    await chair.follow('Sari Wulandari');
    expect(chair.text).to.contain('Rekomendasi ini tidak dapat diputuskan');
    expect(chair.html).not.to.contain('outcome-U01');
    await chair.post(`/pleno/${minute.id}/kasus/${one.id}`, { 'outcome-U01': 'competent', 'reason-U01': '' });
    expect(chair.status).to.equal(403);
    await chair.open(`/pleno/${minute.id}/kasus/${one.id}`);
    await chair.submit('/keluarkan');
    expect(chair.text, 'asked first').to.contain('Keluarkan Sari Wulandari dari berita acara');
    await chair.submit('/keluarkan');
    expect(chair.text, 'the others can be decided').to.contain('Belum ada uji dalam berita acara');
  });

  it('let the manager take the case with a reason, and show both from then on', async () => {
    await withdrawLicence();
    const manager = await aManager('Ratna Dewi');
    await manager.open(path());
    expect(manager.text).to.contain('Lisensi tidak berlaku pada tanggal uji').and.contain(assessor.name);
    expect(manager.page.querySelector('[name=kind][checked]')?.getAttribute('value')).to.equal('licence');
    await manager.submit('/ambil', { reason: ' ' });
    expect(manager.status).to.equal(422);
    await manager.submit('/ambil', { kind: 'conflict', reason: 'x'.repeat(1001) });
    expect(manager.status).to.equal(422);
    expect(manager.page.querySelector('#reason')!.text).to.equal('x'.repeat(1001));
    expect(manager.page.querySelector('[name=kind][checked]')?.getAttribute('value')).to.equal('conflict');
    await manager.submit('/ambil', { kind: 'licence', reason: 'Lisensi dicabut BNSP.' });
    expect(manager.text).to.contain('Uji sudah diambil').and.contain('Rekomendasi yang tidak dipakai');
    expect(manager.text).to.contain(`${assessor.name} merekomendasikan Kompeten`);
    expect(manager.text).to.contain('Ratna Dewi').and.contain('Lisensi dicabut BNSP.');
    expect((await again(one)).state).to.equal('awaiting-assessor');
    expect(manager.text, 'nobody has searched yet').not.to.contain('Belum ada asesor yang memenuhi syarat');
    await routeCase(one.id, at);
    await manager.open(path());
    expect(manager.text).to.contain('Belum ada asesor yang memenuhi syarat');

    const sari = await signIn(new Browser(app.address), candidate.email);
    await sari.open(`/uji/${one.id}`);
    expect(sari.status).to.equal(200);
    expect(sari.text).not.to.contain('Lisensi dicabut BNSP.');
    const former = await staff(assessor);
    expect((await former.open(`/asesor/${one.id}`)).status).to.equal(404);
  });

  it('tell the second of two managers who took it', async () => {
    const [first, second] = [await aManager('Ratna Dewi'), await aManager('Joko Susilo')];
    await first.open(path());
    expect(first.text).to.contain('Tidak ada halangan yang tercatat');
    await second.open(path());
    await first.submit('/ambil', { kind: 'conflict', reason: 'Sepupu asesi.' });
    await second.submit('/ambil', { kind: 'conflict', reason: 'Keluarga.' });
    expect(second.text).to.contain('Ratna Dewi sudah mengambil uji ini').and.contain('Sepupu asesi.');
    expect(second.text).not.to.contain('Keluarga.');
  });

  it('are not for a case that was decided, nor for managers of other bodies', async () => {
    const elsewhere = await staff(await aMember('certification-manager', (await aCohort(at)).body));
    expect((await elsewhere.open(path())).status).to.equal(404);
    const manager = await aManager('Ratna Dewi');
    await manager.open(path());
    const members = await aPanel(cohort);
    await signAll(await aMinute(cohort, members, [one]), members);
    await manager.submit('/ambil', { kind: 'conflict', reason: 'Terlambat.' });
    expect(manager.status).to.equal(409);
    await manager.open(path());
    expect(manager.text).not.to.contain('Ambil dari asesor');
  });
});
