import { expect } from 'chai';
import { Account } from '../../src/features/accounts/account.model.ts';
import { type Certificate, findCertificate } from '../../src/features/certificates/certificate.service.ts';
import { setClock } from '../../src/platform/clock.ts';
import { runDueJobs } from '../../src/platform/jobs/index.ts';
import type { Browser } from '../support/browser.ts';
import { password, signIn } from '../support/classroom.ts';
import { aGraduate, aMember } from './a-graduate.ts';
import { compare, jsonOf, useGraduate } from './issued.ts';

const corrected = 'Sari Wulandari Putri';

describe('the pages of a certificate that is replaced', function () {
  this.timeout(120_000);
  const here = useGraduate();
  let old: Certificate;
  let next: Certificate;
  let holder: Browser;
  let asker: Browser;
  let decider: Browser;
  let oldPdf: Buffer;
  let exam: string;
  let back: () => void;
  const register = (suffix = '') => `/sertifikasi/sertifikat/${old.id}${suffix}`;

  before(async () => {
    const { certificate, email, account, caseId } = await aGraduate(here.cohort, here.at);
    old = certificate;
    exam = `/uji/${caseId}`;
    holder = await signIn(here.stranger(), email);
    await holder.open(`/sertifikat/${old.id}/sertifikat.pdf`);
    oldPdf = holder.bytes;
    [asker, decider] = await Promise.all([
      here.staff((await aMember('certification-manager', here.cohort.body)).email),
      here.staff((await aMember('panel-member', here.cohort.body)).email),
    ]);
    await asker.open(register('/ganti'));
    expect(asker.text).to.include('Tidak ada yang berbeda');
    expect(asker.page.querySelector('form[action$="/ganti"]'), 'no form that could only fail').to.equal(null);
    await Account.updateOne({ _id: account }, { $set: { name: corrected } });
    back = setClock(() => new Date(Date.now() + 11 * 60_000));
  });
  after(() => back());

  it('show what the new one would say, and take a request with a password and a reason that holds', async () => {
    await asker.open(register());
    await asker.follow(register('/ganti'));
    expect(asker.text).to.include('Sari Wulandari').and.include(corrected);
    const reasons = asker.page.querySelectorAll('[name=reason]').map((one) => one.getAttribute('value'));
    expect(reasons, 'only what differs').to.deep.equal(['name']);
    await asker.submit('/ganti', { reason: 'name', note: 'Sesuai KTP.', confirmPassword: 'salah sekali' });
    expect(asker.status).to.equal(422);
    expect(asker.page.querySelector('[name=note]')!.text).to.include('Sesuai KTP.');
    await asker.post(register('/ganti'), { reason: 'signatory', note: 'x', confirmPassword: password });
    expect(asker.status).to.equal(422);
    expect(asker.text).to.include('Isinya tidak berbeda untuk alasan ini');
    await asker.open(register('/ganti'));
    await asker.submit('/ganti', { reason: 'name', note: 'Sesuai KTP.', confirmPassword: password });
    expect(asker.text).to.include('Permintaan penggantian tercatat').and.include('Menunggu orang kedua');
    expect(asker.page.querySelector('form[action$="/putusan"]')).to.equal(null);
  });

  it('list it as waiting, for the home of a manager and in the register', async () => {
    await asker.open('/beranda');
    expect(asker.text).to.include('Permintaan penggantian');
    await decider.open('/sertifikasi/sertifikat?tampil=diganti');
    expect(decider.text).to.include(old.number).and.include('Diminta diganti').and.not.include(here.certificate.number);
  });

  it('let another one decide, with their password', async () => {
    await asker.post(register('/ganti/putusan'), { decision: 'approve', seen: here.at.toISOString(), note: '' });
    expect(asker.status).to.equal(403);
    await decider.open(register());
    await decider.follow(register('/ganti'));
    expect(decider.text).to.include(corrected).and.include('Sesuai KTP.');
    await decider.submit('/ganti/putusan', { decision: 'refuse', confirmPassword: password });
    expect(decider.text).to.include('Tulis alasan penolakan');
    await decider.submit('/ganti/putusan', { decision: 'approve', confirmPassword: password });
    expect(decider.text).to.include('Penggantian disetujui').and.include('Penggantinya sedang dibuat');
    expect(decider.page.querySelector('form[action$="/putusan"]')).to.equal(null);
  });

  it('say of the old one that it is valid, until the new one is there', async () => {
    await holder.open('/sertifikat');
    expect(holder.text).to.include('Berlaku').and.include('berlaku sampai penggantinya terbit');
    await holder.open(`/sertifikat/${old.id}/sertifikat.pdf`);
    expect(holder.bytes.equals(oldPdf)).to.equal(true);
    expect((await jsonOf(here.stranger(), old.code)).verdict).to.equal('valid');
    await runDueJobs();
    next = (await findCertificate({ number: (await findCertificate({ _id: old.id }))!.supersededBy! }))!;
  });

  it('tell a stranger that the old one is replaced, and lead to the new one', async () => {
    const stranger = await here.stranger().open(`/v/${old.code}`);
    expect(stranger.text)
      .to.match(/^DIGANTIKAN/)
      .and.include('Digantikan oleh nomor')
      .and.include(next.number);
    await stranger.follow(`/v/${next.code}`);
    expect(stranger.text)
      .to.match(/^ASLI dan masih berlaku/)
      .and.include(corrected);
    expect(stranger.text).to.include('Menggantikan nomor').and.include(old.number);
    expect((await compare(here.stranger(), oldPdf)).text)
      .to.match(/^DIGANTIKAN/)
      .and.include(next.number);

    const before = await jsonOf(here.stranger(), old.code);
    expect(before.verdict).to.equal('superseded');
    expect(before.certificate).to.include({
      number: old.number,
      supersededBy: next.number,
      supersededByUrl: next.snapshot.verifyUrl,
    });
    const after = await jsonOf(here.stranger(), next.code);
    expect(after.verdict).to.equal('valid');
    expect(after.certificate).to.include({ number: next.number, supersedes: old.number, holderName: corrected });
    expect(after.certificate).to.not.have.any.keys('supersededBy', 'supersededByUrl');
  });

  it('know the person of the old one by the corrected name too', async () => {
    const asked = async (name: string) => {
      const { bytes } = await here.stranger().open(`/v/${old.code}?nama=${encodeURIComponent(name)}`, {
        accept: 'application/json',
      });
      return (JSON.parse(bytes.toString('utf8')) as { certificate: { nameCheck: string } }).certificate.nameCheck;
    };
    expect(await Promise.all(['Sari Wulandari', corrected, 'Orang Lain'].map(asked))).to.deep.equal([
      'matches',
      'matches',
      'differs',
    ]);
  });

  it('give the holder the new one to download and share, and of the old one neither', async () => {
    await holder.open('/sertifikat');
    expect(holder.text).to.include(next.number).and.include('Menggantikan nomor');
    const share = holder.page.querySelector('a[href^="https://wa.me"]')!.getAttribute('href')!;
    expect(decodeURIComponent(share)).to.include(next.snapshot.verifyUrl);
    await holder.open(`/sertifikat/${next.id}/sertifikat.pdf`);
    expect((await compare(here.stranger(), holder.bytes)).text).to.match(/^ASLI dan masih berlaku/);

    await holder.open(`/sertifikat/${old.id}`);
    expect(holder.page.querySelector('a[href^="https://wa.me"], a[href$="sertifikat.pdf"]')).to.equal(null);
    expect(holder.text).to.include(`digantikan oleh nomor ${next.number}`);
    await holder.follow(`/sertifikat/${next.id}`);
    await holder.open(`/sertifikat/${old.id}/sertifikat.pdf`);
    expect(holder.status).to.equal(410);
    expect(holder.text).to.include('sudah digantikan').and.include(next.number);
    await holder.follow(`/v/${next.code}`);
    await holder.open(`/sertifikat/${old.id}/transkrip`);
    expect(holder.text).to.include(next.number);
  });

  it('congratulate at the exam as on any valid one', async () => {
    await holder.open(exam);
    expect(holder.text).to.include('Anda dinyatakan kompeten').and.not.include('sudah diganti');
  });

  it('show both in the register, each leading to the other, and take no request for the old one', async () => {
    await asker.open(register());
    expect(asker.text).to.include('Digantikan').and.include(next.number);
    await asker.follow(`/sertifikasi/sertifikat/${next.id}`);
    expect(asker.text).to.include('Menggantikan nomor').and.include(old.number);
    await asker.follow(`/sertifikasi/sertifikat/${old.id}`);
    await asker.follow(register('/ganti'));
    expect(asker.text).to.include('menyetujui penggantian pada').and.include('Sesuai KTP.');
    expect(asker.page.querySelector('form[action*="/ganti"]')).to.equal(null);
    await asker.post(register('/ganti'), { reason: 'name', note: 'x', confirmPassword: password });
    expect(asker.status).to.be.oneOf([409, 422]);
  });

  it('let whoever asked take it back', async () => {
    const { certificate, account } = await aGraduate(here.cohort, here.at);
    await Account.updateOne({ _id: account }, { $set: { name: corrected } });
    const path = `/sertifikasi/sertifikat/${certificate.id}/ganti`;
    await asker.open(path);
    await asker.submit('/ganti', { reason: 'name', note: 'Keliru.' });
    await decider.open(path);
    await decider.post(`${path}/tarik`, { seen: here.at.toISOString() });
    expect(decider.status).to.equal(403);
    await asker.submit('/ganti/tarik', {});
    expect(asker.text).to.include('Permintaan ditarik').and.include('menarik permintaannya pada');
  });
});
