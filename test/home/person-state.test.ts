import { expect } from 'chai';
import { ownPart } from '../../src/features/home/home.page.ts';
import type { PersonFacts, Seat } from '../../src/features/home/person-state.rules.ts';
import { order } from '../../src/features/home/situation.rules.ts';
import { formatterFor, fromWib } from '../../src/platform/format.ts';
import { translator } from '../../src/platform/i18n.ts';
import {
  applied,
  aSeat,
  aTerm,
  certified,
  examined,
  failed,
  first,
  passed,
  second,
  sent,
  studying,
} from './a-person.ts';

const speech = { t: translator('id'), f: formatterFor('id'), lang: 'id' } as const;
/** Without the spaces that a date of Intl may have instead of plain ones. */
const plain = (text: string | undefined) => text?.replaceAll(/\s/gu, ' ') ?? '';

const person = (...seats: Seat[]): PersonFacts => ({ seats, applications: [] });
const applicant = (...applications: PersonFacts['applications'][number][]): PersonFacts => ({
  seats: [],
  applications,
});

const kelas = `/kelas/${'c'.repeat(24)}`;
const week2 = '2026-11-11';
const week3 = '2026-11-18';
const bothQuizzes = { [first.quiz.id]: passed, [second.quiz.id]: passed };
const bothWorks = { 'm01-a1': sent('accepted'), 'm02-a1': sent('accepted') };
const running = (deadline: string, day = week2) => ({ running: { id: 't1', deadline: fromWib(day, deadline) } });
const ended = (day: string, time: string, ranOut: boolean) => ({
  last: { id: 't0', at: fromWib(day, time), ranOut, passed: false, percent: 40 },
});
const present = 'present' as const;
const absent = 'absent' as const;

type Row = readonly [
  state: string,
  facts: PersonFacts,
  today: string,
  kind: (typeof order)[number],
  title: string,
  hint: string,
  button: string,
  href: string,
];

/** 10.00 WIB of the day. Every state there is, the sad ones first. */
const table: readonly Row[] = [
  [
    'attempts used up without passing',
    person(
      studying({ read: 'first', quizzes: { [first.quiz.id]: failed(2) }, works: { 'm01-a1': sent('submitted') } }),
    ),
    week2,
    'attempts-used-up',
    `Kesempatan kuis habis: ${first.quiz.title.id}`,
    'Kuis ini belum lulus. Instruktur dapat memberi satu kesempatan lagi. Mintalah di kelas.',
    'Lihat kuis',
    `${kelas}/kuis/01-kenal-barang`,
  ],
  [
    'attendance that can still be reached',
    person(studying({ read: 'all', quizzes: bothQuizzes, works: bothWorks, attendance: [present, absent], left: 10 })),
    week3,
    'attendance-short',
    'Kehadiran Anda 50%, syaratnya 80%',
    'Masih dapat dikejar: hadiri 3 pertemuan berikutnya.',
    'Lihat syaratnya',
    `${kelas}/kelulusan`,
  ],
  [
    'attendance that cannot be reached',
    person(studying({ read: 'all', quizzes: bothQuizzes, works: bothWorks, attendance: [present, absent], left: 2 })),
    week3,
    'attendance-lost',
    'Kehadiran Anda 50%, syaratnya 80%',
    'Dengan jadwal sekarang syarat ini tidak tercapai. Bicarakan dengan pengajar.',
    'Lihat syaratnya',
    `${kelas}/kelulusan`,
  ],
  [
    'class over and incomplete',
    person(studying({ read: 'all', quizzes: { [first.quiz.id]: passed }, works: bothWorks, attendance: [present] })),
    '2026-11-30',
    'class-over',
    'Kelas sudah berakhir, dan syaratnya belum lengkap',
    'Yang kurang: 1 dari 2 kuis. Tanyakan kelanjutannya kepada balai latihan kerja.',
    'Lihat yang kurang',
    `${kelas}/kelulusan`,
  ],
  [
    'class over with work that is still being marked',
    person(
      studying({
        read: 'all',
        quizzes: bothQuizzes,
        works: { ...bothWorks, 'm02-a1': sent('marking') },
        attendance: [present],
      }),
    ),
    '2026-12-02',
    'class-over',
    'Kelas sudah berakhir, dan syaratnya belum lengkap',
    '1 tugas masih dinilai. Yang kurang: 1 dari 2 tugas.',
    'Lihat yang kurang',
    `${kelas}/kelulusan`,
  ],
  [
    'class ended before its last day',
    person(studying({ read: 'none' }, { state: 'ended' })),
    week2,
    'class-over',
    'Kelas sudah berakhir, dan syaratnya belum lengkap',
    'Yang kurang: 0 dari 3 bacaan, 0 dari 2 kuis, 0 dari 2 tugas, hadir 0% dari 80%. Tanyakan kelanjutannya kepada balai latihan kerja.',
    'Lihat yang kurang',
    `${kelas}/kelulusan`,
  ],
  [
    'withdrawn',
    person(aSeat({ state: 'withdrawn' })),
    week2,
    'seat-left',
    'Anda tidak lagi terdaftar di kelas ini',
    'Yang sudah Anda kerjakan tetap tersimpan. Anda boleh mendaftar ke angkatan lain.',
    'Lihat pendaftaran yang dibuka',
    '/',
  ],
  [
    'revoked',
    person(certified({ state: 'revoked', reason: 'deceit' })),
    '2027-03-01',
    'certificate-revoked',
    'Sertifikat Anda dicabut',
    'Alasannya: Diperoleh dengan kecurangan. Tidak setuju? Hubungi lembaga sertifikasi.',
    'Lihat keterangannya',
    '/sertifikat/s1',
  ],
  [
    'expired',
    person(certified({})),
    '2029-12-11',
    'certificate-expired',
    'Sertifikat Anda berakhir 10 Desember 2029',
    'Sertifikat ini tidak berlaku lagi. Tanyakan perpanjangan kepada lembaga sertifikasi.',
    'Lihat sertifikat',
    '/sertifikat/s1',
  ],
  ...(
    [
      ['2029-12-10', 'hari ini', 'Tinggal beberapa hari. Hubungi lembaga sertifikasi hari ini untuk memperpanjang.'],
      [
        '2029-12-03',
        'dalam 7 hari',
        'Tinggal beberapa hari. Hubungi lembaga sertifikasi hari ini untuk memperpanjang.',
      ],
      ['2029-12-02', 'dalam 8 hari', 'Hubungi lembaga sertifikasi sekarang untuk memperpanjang.'],
      ['2029-11-10', 'dalam 30 hari', 'Hubungi lembaga sertifikasi sekarang untuk memperpanjang.'],
      ['2029-09-11', 'dalam 90 hari', 'Tanyakan perpanjangan kepada lembaga sertifikasi.'],
    ] as const
  ).map(([day, within, hint]): Row => [
    `a certificate that ends ${within}`,
    person(certified({})),
    day,
    'certificate-expiring',
    `Sertifikat Anda berakhir ${within}, 10 Desember 2029`,
    hint,
    'Lihat sertifikat',
    '/sertifikat/s1',
  ]),
  [
    'superseded',
    person(certified({ state: 'superseded' })),
    '2027-03-01',
    'certificate-superseded',
    'Sertifikat ini sudah diganti',
    'Yang berlaku adalah penggantinya.',
    'Lihat sertifikat',
    '/sertifikat/s1',
  ],
  [
    'not yet competent, too early to be examined again',
    person(
      examined({
        step: 'see-what-is-missing',
        state: 'decided',
        outcome: 'not-yet-competent',
        decidedAt: fromWib('2026-12-10', '14:00'),
      }),
    ),
    '2026-12-12',
    'reassessment-later',
    'Belum kompeten, uji ulang mulai 24 Desember 2026',
    'Lihat unit yang kurang, dan lengkapi sampai hari itu.',
    'Lihat yang kurang',
    '/uji/k1',
  ],
  [
    'not yet competent, may be examined again',
    person(
      examined({
        step: 'see-what-is-missing',
        state: 'decided',
        outcome: 'not-yet-competent',
        decidedAt: fromWib('2026-12-10', '14:00'),
      }),
    ),
    '2026-12-24',
    'reassessment-open',
    'Belum kompeten, dan dapat diuji ulang',
    'Lihat unit mana yang masih kurang. Hanya unit itu yang diuji ulang.',
    'Lihat yang kurang',
    '/uji/k1',
  ],
  [
    'not yet competent, and no exam left',
    person(
      examined({
        step: 'see-what-is-missing',
        state: 'decided',
        outcome: 'not-yet-competent',
        decidedAt: fromWib('2026-12-10'),
        cycle: 3,
      }),
    ),
    '2027-02-01',
    'no-reassessment',
    'Belum kompeten, dan kesempatan uji habis',
    'Tanyakan angkatan berikutnya kepada balai latihan kerja.',
    'Lihat hasilnya',
    '/uji/k1',
  ],
  [
    'exam day past without a result',
    person(examined({ step: 'be-assessed', state: 'assessing' })),
    '2026-12-06',
    'exam-over',
    'Menunggu hasil uji',
    'Tanggal ujinya 5 Desember 2026. Asesor belum mengirim rekomendasi. Belum diuji? Hubungi lembaga sertifikasi.',
    'Lihat kasus',
    '/uji/k1',
  ],
  [
    'exam day past without an assessor',
    person(examined({ step: 'wait-for-assessor', state: 'awaiting-assessor' })),
    '2026-12-06',
    'exam-lapsed',
    'Tanggal uji 5 Desember 2026 sudah lewat',
    'Asesor belum siap saat itu. Tanyakan tanggal baru kepada lembaga sertifikasi.',
    'Lihat kasus',
    '/uji/k1',
  ],
  [
    'competent, and the certificate held up',
    person(
      examined({
        step: 'see-certificate',
        state: 'decided',
        outcome: 'competent',
        decidedAt: fromWib('2026-12-10', '08:59'),
      }),
    ),
    '2026-12-10',
    'certificate-held-up',
    'Anda kompeten, tetapi sertifikat tertahan',
    'Lembaga sertifikasi harus membereskannya. Anda tidak perlu berbuat apa-apa.',
    'Lihat kasus',
    '/uji/k1',
  ],
  [
    'competent a moment ago, and making the certificate failed',
    person({
      ...examined({
        step: 'see-certificate',
        state: 'decided',
        outcome: 'competent',
        decidedAt: fromWib('2026-12-10', '09:58'),
      }),
      isCertificateHeld: true,
    }),
    '2026-12-10',
    'certificate-held-up',
    'Anda kompeten, tetapi sertifikat tertahan',
    'Lembaga sertifikasi harus membereskannya. Anda tidak perlu berbuat apa-apa.',
    'Lihat kasus',
    '/uji/k1',
  ],
  [
    'completed, and no case after an hour',
    person(aSeat({ completedAt: fromWib('2026-11-28', '08:59') })),
    '2026-11-28',
    'case-held-up',
    'Pelatihan selesai, tetapi kasus uji belum dibuka',
    'Ini tertahan lebih dari satu jam. Beri tahu kami lewat halaman bantuan.',
    'Buka bantuan',
    '/bantuan',
  ],
  [
    'work returned',
    person(studying({ read: 'none', works: { 'm01-a1': sent('returned') } })),
    week2,
    'work-returned',
    `Perbaiki tugas: ${first.assignment.title.id}`,
    'Dikembalikan untuk diperbaiki. Baca komentar instruktur, perbaiki, lalu kirim lagi.',
    'Perbaiki tugas',
    `${kelas}/tugas/m01-a1`,
  ],
  [
    'a quiz on the clock',
    person(studying({ read: 'first', quizzes: { [first.quiz.id]: failed(0, running('10:12')) } })),
    week2,
    'quiz-running',
    'Kuis berjalan: sisa 12 menit',
    `${first.quiz.title.id} ditutup pukul 10.12 WIB. Jawaban yang tersimpan tetap dinilai.`,
    'Lanjutkan kuis',
    '/kuis/t1/tinjau',
  ],
  [
    'exam today',
    person(examined({ step: 'be-assessed', state: 'assessing', unitsWithoutEvidence: 2 })),
    '2026-12-05',
    'exam-today',
    'Uji kompetensi Anda hari ini',
    'Bawa KTP, contoh produk, dan dokumen asli. Tempat dan jam ditanyakan kepada asesor.',
    'Lihat kasus',
    '/uji/k1',
  ],
  [
    'case opened',
    person(examined({ step: 'assess-yourself', state: 'awaiting-assessor' })),
    '2026-11-30',
    'self-assessment-needed',
    'Isi asesmen mandiri',
    'Nyatakan untuk tiap unit, sudah mampu atau belum. Tugas Anda sudah menjadi bukti.',
    'Isi asesmen mandiri',
    '/uji/k1/asesmen-mandiri',
  ],
  [
    'consent needed',
    person(examined({ step: 'sign-consent' })),
    '2026-11-30',
    'consent-needed',
    'Setujui pelaksanaan asesmen',
    'Asesor sudah siap. Baca pernyataannya, lalu setujui.',
    'Baca dan setujui',
    '/uji/k1/persetujuan',
  ],
  [
    'evidence needed',
    person(examined({ step: 'be-assessed', state: 'assessing', unitsWithoutEvidence: 2 })),
    '2026-12-02',
    'evidence-needed',
    '2 unit belum punya bukti',
    'Tambahkan bukti sebelum uji 5 Desember 2026 (dalam 3 hari).',
    'Tambah bukti',
    '/uji/k1/asesmen-mandiri',
  ],
  [
    'exam day set',
    person(examined({ step: 'be-assessed', state: 'assessing' })),
    '2026-12-02',
    'exam-ahead',
    'Bersiap untuk uji 5 Desember 2026',
    'Siapkan contoh produk dan dokumen asli. Bukti masih dapat ditambah.',
    'Lihat kasus',
    '/uji/k1',
  ],
  [
    'assessor being sought',
    person(examined({ step: 'wait-for-assessor', state: 'offered' })),
    '2026-12-02',
    'assessor-awaited',
    'Menunggu asesor',
    'Asesmen mandiri Anda sudah terkirim. Lembaga sertifikasi sedang mencari asesor.',
    'Lihat kasus',
    '/uji/k1',
  ],
  [
    'the assessor has to sign',
    person(examined({ step: 'wait-for-signature' })),
    '2026-12-02',
    'signature-awaited',
    'Menunggu persetujuan asesor',
    'Anda sudah menyetujui. Asesmen mulai setelah asesor juga menyetujui.',
    'Lihat kasus',
    '/uji/k1',
  ],
  [
    'recommendation given',
    person(examined({ step: 'wait-for-panel', state: 'recommended' })),
    '2026-12-08',
    'panel-awaited',
    'Menunggu rapat pleno',
    'Rekomendasi asesor sudah dikirim. Rapat pleno yang memutuskan, bukan asesor.',
    'Lihat kasus',
    '/uji/k1',
  ],
  [
    'certificate being made',
    person(
      examined({
        step: 'see-certificate',
        state: 'decided',
        outcome: 'competent',
        decidedAt: fromWib('2026-12-10', '09:50'),
      }),
    ),
    '2026-12-10',
    'certificate-being-made',
    'Selamat, Anda kompeten',
    'Sertifikat sedang dibuat, dan muncul di sini setelah jadi.',
    'Lihat kasus',
    '/uji/k1',
  ],
  [
    'certificate valid',
    person(certified({})),
    '2027-03-01',
    'certificate-valid',
    'Sertifikat Anda berlaku sampai 10 Desember 2029',
    'Bagikan kepada pembeli. Siapa pun dapat memeriksa keasliannya.',
    'Lihat sertifikat',
    '/sertifikat/s1',
  ],
  [
    'completed a moment ago',
    person(aSeat({ completedAt: fromWib('2026-11-28', '09:58') })),
    '2026-11-28',
    'case-opening',
    'Anda menyelesaikan pelatihan',
    'Kasus uji kompetensi Anda sedang disiapkan, dan muncul di sini.',
    'Buka kelas',
    kelas,
  ],
  [
    'all met, completion not yet decided',
    person(studying({ read: 'all', quizzes: bothQuizzes, works: bothWorks, attendance: [present] })),
    week3,
    'case-opening',
    'Anda menyelesaikan pelatihan',
    'Kasus uji kompetensi Anda sedang disiapkan, dan muncul di sini.',
    'Buka kelas',
    kelas,
  ],
  [
    'class not begun',
    person(studying({}, { state: 'open' })),
    '2026-10-31',
    'class-not-begun',
    'Kelas mulai Senin, 2 Nov 2026 (lusa)',
    'Kursi Anda sudah ada. Materi, kuis, dan tugas dibuka pada hari itu.',
    'Lihat kelas',
    kelas,
  ],
  [
    'class begun',
    person(studying({})),
    '2026-11-02',
    'lesson-next',
    first.lessons[0]!.title,
    '',
    'Lanjutkan membaca',
    `${kelas}/materi/${first.lessons[0]!.key}`,
  ],
  [
    'lessons read, the quiz to take',
    person(studying({ read: 'first' })),
    week2,
    'quiz-next',
    first.quiz.title.id,
    'Semua bagian sudah dibaca. 6 soal, 20 menit, 2 kesempatan lagi.',
    'Buka kuis',
    `${kelas}/kuis/01-kenal-barang`,
  ],
  [
    'an attempt was granted to one who had none left',
    person(studying({ read: 'first', quizzes: { [first.quiz.id]: failed(2, { granted: 1 }) } })),
    week2,
    'quiz-next',
    first.quiz.title.id,
    'Semua bagian sudah dibaca. 6 soal, 20 menit, 1 kesempatan lagi.',
    'Buka kuis',
    `${kelas}/kuis/01-kenal-barang`,
  ],
  [
    'assignment due',
    person(studying({ read: 'first', quizzes: bothQuizzes })),
    week2,
    'work-next',
    first.assignment.title.id,
    'Tinggal tugasnya. Baca cara penilaiannya dulu. Foto atau PDF dari HP boleh.',
    'Buka tugas',
    `${kelas}/tugas/m01-a1`,
  ],
  [
    'work waits for its mark',
    person(studying({ read: 'first', quizzes: bothQuizzes, works: { 'm01-a1': sent('submitted') } })),
    week2,
    'marks-awaited',
    '1 tugas menunggu dinilai',
    'Instruktur yang menilai. Sambil menunggu, Anda boleh membaca materi berikutnya.',
    'Lihat tugas',
    `${kelas}/tugas`,
  ],
  [
    'the last work waits for its mark',
    person(
      studying({
        read: 'all',
        quizzes: bothQuizzes,
        works: { ...bothWorks, 'm02-a1': sent('submitted') },
        attendance: [present],
      }),
    ),
    week3,
    'marks-awaited',
    '1 tugas menunggu dinilai',
    'Instruktur yang menilai. Sampai itu tidak ada yang harus Anda kerjakan.',
    'Lihat tugas',
    `${kelas}/tugas`,
  ],
  [
    'a quiz that can be tried again later',
    person(
      studying({
        read: 'all',
        quizzes: { [first.quiz.id]: passed, [second.quiz.id]: failed(1, ended(week3, '09:45', false)) },
        works: { 'm01-a1': sent('accepted'), 'm02-a1': sent('submitted') },
      }),
    ),
    week3,
    'quiz-cooling',
    `${second.quiz.title.id} dapat dicoba lagi pukul 10.15 WIB`,
    'Baca lagi materinya sambil menunggu.',
    'Lihat kuis',
    `${kelas}/kuis/02-hitung-harga`,
  ],
  [
    'all done that is open',
    person(studying({ read: 'first', quizzes: bothQuizzes, works: { 'm01-a1': sent('accepted') } })),
    week2,
    'module-awaited',
    'Sesuai rencana: minggu ini sudah selesai',
    `Berikutnya ${second.title.id}, rencananya mulai Senin, 16 Nov 2026. Boleh dikerjakan lebih dulu.`,
    'Lanjut lebih dulu',
    `${kelas}/materi/${second.lessons[0]!.key}`,
  ],
  [
    'all done, attendance not recorded',
    person(studying({ read: 'all', quizzes: bothQuizzes, works: bothWorks })),
    week3,
    'attendance-awaited',
    'Materi, kuis, dan tugas sudah selesai',
    'Tinggal kehadiran, yang dihitung setelah dicatat pengajar.',
    'Lihat syaratnya',
    `${kelas}/kelulusan`,
  ],
  [
    'application returned',
    applicant(applied('needs-fixing')),
    '2026-10-20',
    'application-returned',
    'Ada yang perlu diperbaiki',
    'Lihat catatan petugas, perbaiki bagian itu saja, lalu kirim lagi.',
    'Perbaiki pendaftaran',
    `/pendaftaran/${'c'.repeat(24)}`,
  ],
  [
    'application refused',
    applicant(applied('refused')),
    '2026-10-20',
    'application-refused',
    'Pendaftaran ini belum dapat diterima',
    'Alasannya ada di halaman pendaftaran. Anda boleh mendaftar ke angkatan lain.',
    'Lihat alasannya',
    `/pendaftaran/${'c'.repeat(24)}`,
  ],
  ...(
    [
      ['the cohort takes nobody any more', applied('draft'), '2026-10-31'],
      ['all seats are taken', applied('draft', { seatsLeft: 0 }), '2026-10-20'],
      ['the programme was closed', applied('submitted', {}, 'closed'), '2026-10-20'],
      ['the cohort was ended', applied('needs-fixing', { state: 'ended' }), '2026-10-20'],
    ] as const
  ).map(([why, one, day]): Row => [
    `application, and ${why}`,
    applicant(one),
    day,
    'application-closed',
    'Pendaftaran ini tidak dapat dilanjutkan sekarang',
    'Angkatan itu tidak menerima pendaftaran. Anda boleh mendaftar ke angkatan lain.',
    'Lihat pendaftaran',
    `/pendaftaran/${'c'.repeat(24)}`,
  ]),
  [
    'application begun',
    applicant(applied('draft')),
    '2026-10-20',
    'application-draft',
    'Selesaikan pendaftaran Anda',
    'Isian Anda tersimpan. Kirim paling lambat 30 Okt 2026, 16.00 WIB.',
    'Lanjutkan pendaftaran',
    `/pendaftaran/${'c'.repeat(24)}`,
  ],
  [
    'application sent',
    applicant(applied('submitted')),
    '2026-11-01',
    'application-sent',
    'Pendaftaran Anda sedang diperiksa',
    'Petugas memeriksa bukti satu per satu. Hasilnya muncul di sini.',
    'Lihat pendaftaran',
    `/pendaftaran/${'c'.repeat(24)}`,
  ],
  [
    'accepted without a seat yet',
    applicant(applied('accepted')),
    '2026-11-01',
    'seat-awaited',
    'Anda diterima',
    'Kursi Anda sedang disiapkan. Kelas muncul di sini setelah siap.',
    'Lihat pendaftaran',
    `/pendaftaran/${'c'.repeat(24)}`,
  ],
  [
    'application withdrawn',
    applicant(applied('withdrawn')),
    '2026-10-20',
    'application-withdrawn',
    'Anda menarik pendaftaran ini',
    'Anda boleh mendaftar lagi selama pendaftaran dibuka.',
    'Lihat pendaftaran yang dibuka',
    '/',
  ],
  [
    'no enrolment and no application',
    applicant(),
    week2,
    'nothing-yet',
    'Pilih angkatan untuk mendaftar',
    'Lihat angkatan yang dibuka, syaratnya, dan kursi yang tersisa.',
    'Lihat angkatan',
    '/',
  ],
];

const homeAt = (facts: PersonFacts, day: string, time = '10:00') => ownPart(facts, false, speech, fromWib(day, time));

describe('what home says', () => {
  for (const [state, facts, day, kind, title, hint, button, href] of table) {
    it(`in the state: ${state}`, () => {
      const { all, next } = homeAt(facts, day);
      expect(all[0]!.kind).to.equal(kind);
      expect([next!.title, next!.hint, next!.link!.text, next!.link!.href].map(plain)).to.deep.equal([
        title,
        hint,
        button,
        href,
      ]);
    });
  }

  it('has a row in this table for every state there is', () => {
    expect([...new Set(table.map(([, , , kind]) => kind))].sort()).to.deep.equal([...order].sort());
  });

  it('has no sentence of more than 20 words', () => {
    const long = table
      .map(([, facts, day]) => homeAt(facts, day).next!)
      .flatMap(({ title, hint }) => [title, ...(hint ?? '').split(/(?<=[.?]) /u)])
      .filter((sentence) => sentence.split(' ').length > 20);
    expect(long).to.deep.equal([]);
  });
});

describe('what home lists', () => {
  const dueOf = (facts: PersonFacts, day: string, time?: string) =>
    homeAt(facts, day, time).classes.flatMap(({ due }) =>
      due.map(({ title, state, hint }) => [title, state?.text, plain(hint)]),
    );

  it('the running quiz, the returned work, then what is overdue and what is due', () => {
    const facts = person(
      studying({
        quizzes: { [second.quiz.id]: failed(0, running('10:09', week3)) },
        works: { 'm02-a1': sent('returned') },
      }),
    );
    expect(dueOf(facts, week3)).to.deep.equal([
      [second.quiz.title.id, 'Berjalan', 'Ditutup pukul 10.09 WIB.'],
      [second.assignment.title.id, 'Perlu perbaikan', 'Baca komentar instruktur, perbaiki, lalu kirim lagi.'],
      [first.quiz.title.id, 'Dibuka', '6 soal, 20 menit, 2 kesempatan lagi'],
      [
        first.assignment.title.id,
        'Terlambat',
        'Batasnya 15 Nov 2026, 23.59 WIB (3 hari yang lalu). Masih boleh dikirim.',
      ],
    ]);
  });

  it('a quiz without an attempt, with whom to ask, and one that has to wait', () => {
    const quizzes = {
      [first.quiz.id]: failed(2),
      [second.quiz.id]: failed(1, ended(week3, '09:45', false)),
    };
    const works = { 'm01-a1': sent('accepted'), 'm02-a1': sent('accepted') };
    expect(dueOf(person(studying({ quizzes, works })), week3)).to.deep.equal([
      [first.quiz.title.id, 'Kesempatan habis', 'Minta satu kesempatan lagi kepada instruktur.'],
      [second.quiz.title.id, 'Menunggu', 'Dapat dicoba lagi pukul 10.15 WIB.'],
    ]);
  });

  it('a quiz whose time is over and whose answers are being scored, which nobody is asked to open', () => {
    const facts = person(studying({ read: 'first', quizzes: { [first.quiz.id]: failed(0, running('09:59')) } }));
    expect(dueOf(facts, week2)[0]).to.deep.equal([
      first.quiz.title.id,
      'Sedang dinilai',
      'Waktunya habis. Jawaban yang tersimpan sedang dinilai.',
    ]);
    expect(homeAt(facts, week2).all[0]!.kind).to.equal('work-next');
  });

  it('nothing that a class asks before it begins, after it ended, or of those who have finished', () => {
    expect(dueOf(person(studying({})), '2026-10-31')).to.deep.equal([]);
    expect(dueOf(person(studying({})), '2026-12-01')).to.deep.equal([]);
    expect(homeAt(person(certified({})), '2026-12-20').classes).to.deep.equal([]);
    expect(homeAt(person(examined({})), '2026-12-01').classes).to.deep.equal([]);
  });
});

describe('a quiz that its clock ended', () => {
  const withLast = (day: string, changes = {}) =>
    person(
      studying({
        read: 'first',
        quizzes: { [first.quiz.id]: failed(1, { ...ended(day, '09:30', true), ...changes }) },
      }),
    );
  const newsAt = (facts: PersonFacts, day: string) =>
    homeAt(facts, day).news.map((one) => [plain(one.title), one.text]);

  it('is told, with what was saved, what is left, and the way to the result', () => {
    const [news] = homeAt(withLast(week2), week2).news;
    expect(plain(news!.title)).to.equal(`Waktu ${first.quiz.title.id} habis 11 Nov 2026, 09.30 WIB`);
    expect(news!.text).to.equal('Jawaban yang tersimpan dinilai 40, belum lulus. Kesempatan Anda tinggal 1.');
    expect(news!.link.href).to.equal('/kuis/t0/hasil');
  });

  it('is told also to those who have no attempt left, and who may be asked', () => {
    expect(newsAt(withLast(week2, { attempts: 2 }), week2)[0]![1]).to.include('Minta satu lagi kepada instruktur');
  });

  it('is news for a week, and no more once another attempt was begun, one passed, or the class is left', () => {
    expect(newsAt(withLast('2026-11-05'), '2026-11-12')).to.have.length(0);
    expect(newsAt(withLast('2026-11-05'), '2026-11-11')).to.have.length(1);
    expect(newsAt(withLast(week2, running('10:20')), week2)).to.deep.equal([]);
    expect(newsAt(withLast(week2, { passed: true }), week2)).to.deep.equal([]);
    expect(newsAt(withLast(week2, ended(week2, '09:30', false)), week2)).to.deep.equal([]);
  });
});

describe('several states at once', () => {
  const other = aTerm({ id: 'f'.repeat(24), name: 'Angkatan 2' });
  const kinds = (facts: PersonFacts, day: string) => homeAt(facts, day).all.map(({ kind }) => kind);
  const quizOn = studying({ read: 'first', quizzes: { [first.quiz.id]: failed(0, running('10:12')) } });

  it('a running quiz comes before returned work, which is listed', () => {
    const facts = person(
      studying({
        quizzes: { [first.quiz.id]: failed(0, running('10:12')) },
        works: { 'm01-a1': sent('returned') },
      }),
    );
    const { next, classes } = homeAt(facts, week2);
    expect(next!.title).to.equal('Kuis berjalan: sisa 12 menit');
    expect(classes[0]!.due.map(({ state }) => state!.text)).to.deep.equal(['Berjalan', 'Perlu perbaikan']);
  });

  it('shows every running class, whichever was joined last, and leads where the clock runs', () => {
    const calm = studying({ read: 'none' }, other);
    for (const seats of [
      [quizOn, calm],
      [calm, quizOn],
    ]) {
      const { next, lines, classes } = homeAt(person(...seats), week2);
      expect(next!.link!.href).to.equal('/kuis/t1/tinjau');
      expect(lines.map((one) => 'cohort' in one && one.cohort?.name)).to.deep.equal(['Angkatan 2']);
      expect(classes.map(({ cohortId }) => `/kelas/${cohortId}`)).to.have.members([kelas, `/kelas/${other.id}`]);
      expect(classes.map(({ dueTitle }) => dueTitle)).to.include('Yang harus dikerjakan di Angkatan 2');
    }
  });

  it('a graduate who studies again is led to the class, with the certificate beside', () => {
    const facts = person(certified({}), studying({}, other));
    expect(kinds(facts, week2)).to.deep.equal(['lesson-next', 'certificate-valid']);
    expect(homeAt(facts, week2).classes).to.have.length(1);
  });

  it('a graduate whose old certificate was revoked goes on studying, and reads of it', () => {
    expect(kinds(person(certified({ state: 'revoked' }), studying({}, other)), week2)).to.deep.equal([
      'lesson-next',
      'certificate-revoked',
    ]);
  });

  it('a learner who applies elsewhere is led to what was returned', () => {
    const facts = { seats: [studying({})], applications: [applied('needs-fixing')] };
    expect(kinds(facts, week2)).to.deep.equal(['application-returned', 'lesson-next']);
  });

  it('an application that came to a seat is told by the seat', () => {
    const seat = studying({});
    const { application, ...rest } = applied('accepted');
    const own = { ...rest, application: { ...application, id: seat.enrolment.application } };
    expect(kinds({ seats: [seat], applications: [own] }, week2)).to.deep.equal(['lesson-next']);
  });
});

describe('the port on the way to the certificate', () => {
  const table: readonly [string, PersonFacts, string, string | undefined][] = [
    ['an applicant', applicant(applied('submitted')), '2026-10-20', 'Daftar'],
    ['a learner before the first day', person(studying({})), '2026-10-31', 'Diterima'],
    ['a learner', person(studying({})), week2, 'Belajar'],
    ['one who has completed', person(aSeat({ completedAt: fromWib('2026-11-28') })), '2026-11-28', 'Uji kompetensi'],
    ['a candidate', person(examined({})), '2026-12-02', 'Uji kompetensi'],
    ['one who waits for the panel', person(examined({ step: 'wait-for-panel' })), '2026-12-08', 'Rapat pleno'],
    [
      'one who is not yet competent',
      person(examined({ step: 'see-what-is-missing', outcome: 'not-yet-competent', decidedAt: fromWib('2026-12-10') })),
      '2026-12-12',
      'Uji kompetensi',
    ],
    ['a holder', person(certified({})), '2027-03-01', 'Sertifikat'],
    ['one who has left', person(aSeat({ state: 'withdrawn' })), week2, undefined],
  ];
  for (const [who, facts, day, port] of table) {
    it(`of ${who} is ${port ?? 'none'}`, () => {
      const { voyage } = homeAt(facts, day);
      expect(voyage?.ports[voyage.at]).to.equal(port);
    });
  }
});
