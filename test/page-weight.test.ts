import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { accept, apply, makeApplicants } from '../src/commands/demo/applicants.ts';
import { demoPassword, type DemoLearner } from '../src/commands/demo/people.ts';
import { inSemester } from '../src/commands/demo/school.ts';
import { findCurriculum } from '../src/features/courses/index.ts';
import { useApp } from './support/app.ts';
import { launchChromium } from './support/chromium.ts';
import { aSmallSchool, type SmallSchool } from './support/demo-school.ts';
import { type Phone, signInOn, takePhone } from './support/phone.ts';
import { weigh, type Weight } from './support/weight.ts';

/** In bytes, for a first visit: what a phone on a slow line, paid by the megabyte, can bear. */
const budget: Weight = { html: 20_000, css: 12_000, js: 10_000, all: 100_000, requests: 8 };

/** A page by its path, or the one to which links lead from there. */
type Visit = string | readonly [path: string, ...links: string[]];

describe('the weight of the pages that learners see', function () {
  this.timeout(120_000);
  const app = useApp();
  let chromium: Browser;
  let small: SmallSchool;
  let applicants: readonly DemoLearner[];
  before(async () => {
    chromium = await launchChromium();
    small = await aSmallSchool(['work-returned', 'quiz-open', 'self-assessment-due', 'certified']);
    applicants = await makeApplicants(small.school, small.learners.length);
  });
  after(() => chromium.close());

  /** What is over the budget on these pages, for somebody who is signed in or not. */
  async function findHeavyPages(visits: readonly Visit[], email?: string): Promise<string[]> {
    const phone = await takePhone(chromium, app.address, true);
    if (email) await signInOn(phone, email, demoPassword);
    const heavy: string[] = [];
    for (const visit of visits) {
      const path = typeof visit === 'string' ? visit : await endOf(phone, visit);
      heavy.push(
        ...excess(await weigh(phone.page, path)).map((over) => `${new URL(phone.page.url()).pathname} ${over}`),
      );
    }
    await phone.close();
    return heavy;
  }

  const kelas = () => `/kelas/${small.school.running.id}`;
  const form = () => `/pendaftaran/${small.school.open.id}`;
  const emailOf = (index: number) => small.learners[index]!.learner.email;

  it('is small before there is an account', async () => {
    const code = small.codes.get('certified')!;
    const open = `/program-ekspor/${small.school.open.id}`;
    const around = ['/daftar-akun', '/masuk', '/lupa-sandi', '/periksa', `/v/${code}`, '/bantuan', '/privasi'];
    expect(await findHeavyPages(['/', open, form(), ...around])).to.deep.equal([]);
  });

  it('is small while applying', async () => {
    const steps = ['data-diri', 'nib', 'produk', 'mutu', 'ktp', 'periksa'].map((step) => `${form()}/${step}`);
    const [begun, ready, waiting, returned] = applicants;
    expect(await findHeavyPages(['/beranda', '/akun', form()], begun!.email)).to.deep.equal([]);
    expect(await findHeavyPages([form(), ...steps], ready!.email)).to.deep.equal([]);
    expect(await findHeavyPages([form(), `${form()}/tanda-terima`], waiting!.email)).to.deep.equal([]);
    expect(await findHeavyPages([form(), `${form()}/mutu`], returned!.email)).to.deep.equal([]);
  });

  it('is small while reading, whichever the lesson', async () => {
    const { modules } = await findCurriculum(small.school.running.curriculum);
    const lessons = modules.flatMap((module) => module.lessons.map(({ key }) => `${kelas()}/materi/${key}`));
    expect(lessons.length).to.be.greaterThan(10);
    expect(await findHeavyPages(['/beranda', kelas(), ...lessons], emailOf(0))).to.deep.equal([]);
  });

  it('is small in the whole semester, in every lesson with its pictures and on every page of the glossary', async () => {
    const there = inSemester(small.school);
    const who = await accept(there, await apply(there, learnerOfSemester));
    const { modules, glossary } = await findCurriculum(there.running.curriculum);
    const classroom = `/kelas/${there.running.id}`;
    const lessons = modules.flatMap((module) => module.lessons.map(({ key }) => `${classroom}/materi/${key}`));
    const letters = new Set(glossary.map(({ id }) => `${classroom}/glosarium?huruf=${id.slice(0, 1)}`));
    const works = modules.flatMap(({ assignment: { id } }) =>
      ['', '/formulir', '/contoh'].map((part) => `${classroom}/tugas/${id}${part}`),
    );
    const others = ['', '/panduan', '/kesiapan', '/kelulusan', '/tugas', '/glosarium?cari=a'].map(
      (part) => classroom + part,
    );
    expect(lessons.length).to.be.greaterThan(90);
    expect(await findHeavyPages([...others, ...letters, ...works, ...lessons], who.learner.email)).to.deep.equal([]);
  }).timeout(180_000);

  it('is small while working', async () => {
    const work = `${kelas()}/tugas/m03-a1`;
    const parts = ['/tugas', '/pertemuan', '/kelulusan', '/kuis/03-spesifikasi-produk'].map((part) => kelas() + part);
    expect(await findHeavyPages([...parts, work, `${work}/tanda-terima`, '/akun'], emailOf(0))).to.deep.equal([]);
    const quiz = `${kelas()}/kuis/13-kalkulasi-harga-ekspor`;
    const review = [quiz, 'Lanjutkan kuis'] as const;
    const question = [...review, 'Soal 1 dari 10'] as const;
    expect(await findHeavyPages([quiz, review, question], emailOf(1))).to.deep.equal([]);
    const result = [`${kelas()}/kuis/03-spesifikasi-produk`, 'Kesempatan 1'] as const;
    expect(await findHeavyPages([result], emailOf(1))).to.deep.equal([]);
  });

  it('is small while being examined', async () => {
    const own = `/uji/${small.learners[2]!.case!.id}`;
    const unit = [`${own}/asesmen-mandiri`, 'Melakukan Identifikasi'] as const;
    const pages = ['/beranda', own, `${own}/asesmen-mandiri`, unit, `${own}/persetujuan`];
    expect(await findHeavyPages(pages, emailOf(2))).to.deep.equal([]);
  });

  it('is small with a certificate', async () => {
    const pages = ['/beranda', '/uji', '/sertifikat', ['/sertifikat', 'Lihat transkrip unit']] as const;
    expect(await findHeavyPages([...pages, `${kelas()}/kelulusan`], emailOf(3))).to.deep.equal([]);
  });
});

/** A number among the demo's people that no other learner here has. */
const learnerOfSemester = 20;

function excess(weight: Weight): string[] {
  const parts = Object.keys(budget) as (keyof Weight)[];
  return parts.filter((part) => weight[part] > budget[part]).map((part) => `${part} ${weight[part]}`);
}

/** Follows the links one after the other, up to the address of the last one. */
async function endOf({ page }: Phone, [path, ...links]: readonly string[]): Promise<string> {
  let address = path!;
  for (const link of links) {
    await page.goto(address);
    address = (await page.locator('main a', { hasText: link }).first().getAttribute('href'))!;
  }
  return address;
}
