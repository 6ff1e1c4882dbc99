/** Every form there is, and what keeps it from ending something at one tap. A new one has to be thought about here. */
import { expect } from 'chai';
import { useApp } from './support/app.ts';

const protections = {
  asked: 'a page says what will end, and asks',
  signed: 'the page says what follows, and the password is typed for this very act',
  reasoned: 'it is the one form of its section or page, which says what follows; a reason is written or a choice made',
  reviewed: 'a page shows all that is sent, and is there for sending it alone',
  ticked: 'something is ticked first, and nothing happens before it is saved',
  undone: 'whoever did it does it again the other way',
  harmless: 'it ends nothing',
} as const;

const acts: Readonly<Record<keyof typeof protections, readonly string[]>> = {
  asked: [
    '/akun/dua-langkah/kode-baru',
    '/akun/dua-langkah/matikan',
    '/akun/keluar-semua',
    '/akun/perangkat/keluar',
    '/angkatan/:cohortId/keadaan',
    '/angkatan/:cohortId/staf/:accountId',
    '/kelas/:cohortId/pertemuan/baru',
    '/pendaftaran/:cohortId/tarik',
    '/pleno/:minuteId/kasus',
    '/pleno/:minuteId/kasus/:caseId',
    '/pleno/:minuteId/kasus/:caseId/keluarkan',
    '/pleno/:minuteId/susunan',
    '/pleno/baru',
    '/program/:programmeId/angkatan/baru',
    '/program/:programmeId/keadaan',
    '/program/:programmeId/ubah',
    '/program/baru',
    '/program/lembaga',
    '/sertifikasi/asesor/:assessorId',
    '/sertifikasi/asesor/baru',
    '/verifikasi/:applicationId/tolak',
  ],
  signed: ['/akun/hp', '/akun/sandi', '/akun/surel', '/asesor/:caseId/rekomendasi', '/pleno/:minuteId/tanda-tangan'],
  reasoned: [
    '/asesor/:caseId/tolak',
    '/penilaian/:submissionId',
    '/sertifikasi/sertifikat/:certificateId/cabut',
    '/sertifikasi/sertifikat/:certificateId/ganti/putusan',
    '/sertifikasi/sertifikat/:certificateId/putusan',
    '/sertifikasi/uji/:caseId/ambil',
    '/sertifikasi/uji/:caseId/asesor',
    '/verifikasi/:applicationId/kembalikan',
    '/verifikasi/:applicationId/terima',
  ],
  reviewed: [
    '/kuis/:attemptId/kirim',
    '/pendaftaran/:cohortId/kirim',
    '/uji/:caseId/asesmen-mandiri',
    '/kelas/:cohortId/tugas/:assignment/kirim',
  ],
  ticked: [
    '/asesor/:caseId/persetujuan',
    '/asesor/:caseId/terima',
    '/pendaftaran/:cohortId/data-diri',
    '/pendaftaran/:cohortId/ktp',
    '/pendaftaran/:cohortId/mutu',
    '/pendaftaran/:cohortId/nib',
    '/pendaftaran/:cohortId/produk',
    '/uji/:caseId/persetujuan',
  ],
  undone: [
    '/akun/bahasa',
    '/akun/nama',
    '/akun/surel/kode',
    '/angkatan/:cohortId/kursi',
    '/angkatan/:cohortId/peserta/:enrolmentId/nama',
    '/asesor/:caseId/bukti/:evidenceId',
    '/asesor/:caseId/tanggal',
    '/asesor/:caseId/unit/:code',
    '/keluar',
    '/pertemuan/:sessionId',
    '/sertifikat/:certificateId/nama',
    '/verifikasi/:applicationId',
  ],
  harmless: [
    '/akun/dua-langkah',
    '/akun/dua-langkah/kode/disimpan',
    '/angkatan/:cohortId/peserta/:enrolmentId/bantu-masuk',
    '/angkatan/:cohortId/staf/undang',
    '/asesor/:caseId/unit/:code/bukti',
    '/atur-sandi/:token',
    '/daftar-akun',
    '/disnaker/:programmeId/corong.csv',
    '/kelas/:cohortId/kesiapan/:phase',
    '/kelas/:cohortId/kuis/:module/kesempatan/:enrolmentId',
    '/kelas/:cohortId/kuis/:module/mulai',
    '/kelas/:cohortId/materi/:module/:lesson/selesai',
    '/kuis/:attemptId/soal/:n',
    '/lupa-sandi',
    '/masuk',
    '/masuk/kode',
    '/pemasangan/:token',
    '/pendaftaran/:cohortId/mulai',
    '/periksa',
    '/program/:programmeId/corong.csv',
    '/program/balai',
    '/sertifikasi/sertifikat/:certificateId/ganti',
    '/sertifikasi/sertifikat/:certificateId/ganti/tarik',
    '/sertifikasi/tertahan/:caseId/ejaan',
    '/sertifikasi/tertahan/:caseId/ulang',
    '/sistem/antrean/:jobId/ulang',
    '/sistem/audit',
    '/uji/:caseId/asesmen-mandiri/:code',
    '/uji/:caseId/uji-ulang',
    '/undangan/:token',
    '/undangan/:token/terima',
    '/verifikasi/:applicationId/nomor',
  ],
};

/** The button beside a file asks by itself: what was typed is kept before. */
const askedWithin = ['/kelas/:cohortId/tugas/:assignment/draf'];

describe('an act that ends something', () => {
  const app = useApp();
  const named = () => [...Object.values(acts).flat(), ...askedWithin].sort();
  const forms = () => app.routes.filter(({ method }) => method !== 'GET').map(({ path }) => path);

  it('is known by its route, with what keeps it from happening at one tap', () => {
    expect(Object.keys(acts)).to.deep.equal(Object.keys(protections));
    expect(named()).to.deep.equal([...forms()].sort());
  });

  it('is asked first where the table says so, and nowhere else', () => {
    expect(app.asking.map(({ path }) => path).sort()).to.deep.equal([...acts.asked].sort());
  });
});
