import { expect } from 'chai';
import { decideRevocation, requestRevocation } from '../../src/features/certificates/index.ts';
import { setClock } from '../../src/platform/clock.ts';
import { password, signIn } from '../support/classroom.ts';
import { aGraduate, aMember } from './a-graduate.ts';
import { compare, jsonOf, useGraduate } from './issued.ts';

const grounds = { reason: 'error', note: 'Salah unggah.' } as const;

describe("the certification body's pages", function () {
  this.timeout(60_000);
  const here = useGraduate();

  it('find certificates by number and by the beginning of a name', async () => {
    const manager = await here.staff((await aMember('certification-manager', here.cohort.body)).email);
    await manager.open('/sertifikasi/sertifikat');
    expect(manager.text).to.include(here.certificate.number);
    for (const [typed, isFound] of [
      [here.certificate.number.toLowerCase(), true],
      ['sari w', true],
      ['SARI', true],
      ['wulandari', false],
      ['LYR-1999', false],
    ] as const) {
      await manager.open(`/sertifikasi/sertifikat?cari=${encodeURIComponent(typed)}`);
      expect(manager.text.includes(here.certificate.number), typed).to.equal(isFound);
    }
  });

  it('revoke by two people, each confirming who they are', async () => {
    const { certificate: doomed, email } = await aGraduate(here.cohort, here.at);
    const path = `/sertifikasi/sertifikat/${doomed.id}`;
    const [asker, decider] = await Promise.all([
      here.staff((await aMember('certification-manager', here.cohort.body)).email),
      here.staff((await aMember('panel-member', here.cohort.body)).email),
    ]);
    const back = setClock(() => new Date(Date.now() + 11 * 60_000));
    try {
      await asker.open(path);
      await asker.submit('/cabut', { reason: 'deceit', note: 'Bukti palsu.', confirmPassword: 'salah sekali' });
      expect(asker.status).to.equal(422);
      expect(asker.page.querySelector('[name=note]')!.text).to.include('Bukti palsu.');
      await asker.submit('/cabut', { confirmPassword: password });
      expect(asker.text).to.include('Menunggu orang kedua');
      await asker.post(`${path}/putusan`, { decision: 'approve', seen: here.at.toISOString(), note: '' });
      expect(asker.status).to.equal(403);

      await decider.open('/sertifikasi/sertifikat?tampil=diminta');
      await decider.follow(path);
      await decider.submit('/putusan', { decision: 'refuse', confirmPassword: password });
      expect(decider.text).to.include('Tulis alasan penolakan');
      await decider.submit('/putusan', { decision: 'approve', confirmPassword: password });
      expect(decider.text).to.include('Sertifikat sudah dicabut');
    } finally {
      back();
    }

    expect((await here.stranger().open(`/v/${doomed.code}`)).text)
      .to.match(/^DICABUT/)
      .and.not.include('Bukti palsu');
    expect(await jsonOf(here.stranger(), doomed.code)).to.include({ verdict: 'revoked' });
    const holder = await signIn(here.stranger(), email);
    await holder.open('/sertifikat');
    expect(holder.text).to.include('Diperoleh dengan kecurangan').and.not.include('Bukti palsu');
    await holder.open(`/sertifikat/${doomed.id}/sertifikat.pdf`);
    expect(holder.status).to.equal(410);
    expect(holder.text).to.include('sudah dicabut');
  });

  it('say of the file of a revoked certificate that it is revoked', async () => {
    const { certificate: doomed, email } = await aGraduate(here.cohort, here.at);
    const holder = await signIn(here.stranger(), email);
    await holder.open(`/sertifikat/${doomed.id}/sertifikat.pdf`);
    const kept = holder.bytes;
    await requestRevocation(doomed.id, grounds, 'a'.repeat(24), here.at);
    await decideRevocation(doomed.id, here.at, { isApproved: true, note: '' }, 'b'.repeat(24), here.at);
    expect((await compare(here.stranger(), kept)).text).to.match(/^DICABUT/);
  });

  it('are closed to another body and to learners', async () => {
    const elsewhere = await here.staff((await aMember('certification-manager', 'c'.repeat(24))).email);
    expect((await elsewhere.open(`/sertifikasi/sertifikat/${here.certificate.id}`)).status).to.equal(404);
    await elsewhere.open('/sertifikasi/sertifikat');
    expect(elsewhere.text).to.include('Belum ada sertifikat');
    expect((await here.sari.open('/sertifikasi/sertifikat')).status).to.equal(403);
  });
});
