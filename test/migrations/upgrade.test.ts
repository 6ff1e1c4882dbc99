import { expect } from 'chai';
import { rmSync } from 'node:fs';
import mongoose from 'mongoose';
import { TOTP } from 'otpauth';
import { demoPassword, staff, type StaffKey } from '../../src/commands/demo/people.ts';
import { migrations } from '../../src/migrations/index.ts';
import { verifyAudit } from '../../src/platform/audit-verification.ts';
import { setClock } from '../../src/platform/clock.ts';
import { runDueJobs } from '../../src/platform/jobs/index.ts';
import { currentKeys, installKeys, openKeys } from '../../src/platform/keys.ts';
import { useApp } from '../support/app.ts';
import { AppProcess } from '../support/app-processes.ts';
import { Browser } from '../support/browser.ts';
import { changesBetween, readCollections, together } from './changes.ts';
import { loadOldDatabase, oldDocuments, oldIndexes, oldKeys, readChanges, type Stored } from './old-database.ts';

/** The day after the last one of that release. */
const today = new Date('2026-12-01T09:00+07:00');

const fourthCohort = '6b0d229df799113c648767cb';
const nextCohort = '6b0d229df799113c648767d1';
const programme = '6b0d229cf799113c648767c2';
const closedProgramme = '6b0d229df799113c648767d8';
const caseOf = {
  fitriani: '6b0d22a5f799113c6487696d',
  slamet: '6b0d22a6f799113c6487697c',
  yuni: '6b0d22a6f799113c6487698c',
  bayu: '6b0d22a8f799113c648769bc',
};
const certificate = '6b0d22abf799113c648769df';
const code = '4K01QAZQWBJ27XK4E9YKBGYG12';
const sentApplication = '6b0d22a2f799113c648768d0';

const db = () => mongoose.connection.db!;
const collections = [...oldDocuments().keys()];
const expected = readChanges();

/** Tests that run in the same process have models of their own, which no start of the program knows. */
const modelsOfProgram = () => Object.values(mongoose.models).filter(({ modelName }) => !modelName.startsWith('Test'));

/** Of an index as it was declared, whatever order its options come in. */
const specificationOf = (index: Record<string, unknown>): string =>
  JSON.stringify(
    Object.entries(index)
      .filter(([option]) => option !== 'v' && option !== 'ns')
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );

describe('a database of the release of 22 November 2026', function () {
  this.timeout(120_000);
  const app = useApp();
  const undo: (() => void)[] = [];
  let keys: string;
  let old: Map<string, Stored[]>;
  let changes: ReturnType<typeof changesBetween>;

  /** Starts this many processes of the program at once, and stops them when all are ready. */
  async function start(count: number): Promise<void> {
    const processes = Array.from({ length: count }, () => new AppProcess());
    await Promise.all(processes.map((one) => one.start(app.address, { KEYS_DIR: keys })));
    await Promise.all(processes.map((one) => one.stop()));
  }

  async function signIn(name: string): Promise<Browser> {
    const browser = await new Browser(app.address).open('/masuk');
    return browser.submit('/masuk', { contact: `${name}@demo.layar.example`, password: demoPassword });
  }

  async function signInStaff(key: StaffKey): Promise<Browser> {
    const { email, totpSecret } = staff[key];
    const browser = await signIn(email.split('@')[0]!);
    expect(browser.path, email).to.equal('/masuk/kode');
    return browser.submit('/masuk/kode', { code: new TOTP({ secret: totpSecret }).generate({ timestamp: +today }) });
  }

  before(async () => {
    keys = oldKeys();
    const own = currentKeys();
    undo.push(
      () => installKeys(own),
      setClock(() => today),
      () => rmSync(keys, { recursive: true, force: true }),
    );
    installKeys(await openKeys(keys, { dataExists: true }));
    await loadOldDatabase();
    old = await readCollections(collections);
    await start(2);
    changes = changesBetween(old, await readCollections(collections));
  });
  after(() => undo.forEach((one) => one()));

  it('is changed by two processes that start at once in exactly what the migrations say, each of them once', async () => {
    expect(Object.keys(expected)).to.deep.equal(migrations.map(({ name }) => name));
    expect(changes).to.deep.equal(together(Object.values(expected)));
    const applied = await db().collection<{ _id: string }>('migrations').find().sort({ _id: 1 }).toArray();
    expect(applied.map(({ _id }) => _id)).to.deep.equal(Object.keys(expected));
  });

  it('goes on counting where it was, in every series', async () => {
    const counters = await db().collection<{ _id: string; last: number }>('series_counters').find().toArray();
    expect(Object.fromEntries(counters.map(({ _id, last }) => [_id, last]))).to.deep.equal({
      'BA-2026': 2,
      'LYR-2026': 1,
      'PD-2026': 9,
      'UK-2026': 5,
    });
  });

  it('holds nothing that a model of today refuses', async () => {
    for (const model of modelsOfProgram()) {
      for await (const document of model.collection.find()) await new model(document).validate();
    }
  });

  it('has the indexes that models declare, and lost those that none does', async () => {
    const gone: string[] = [];
    for (const model of modelsOfProgram()) {
      const { toDrop, toCreate } = await model.diffIndexes();
      expect({ toDrop, toCreate }, model.modelName).to.deep.equal({ toDrop: [], toCreate: [] });
      const name = model.collection.collectionName;
      const present = new Set((await model.collection.indexes()).map(specificationOf));
      for (const index of oldIndexes()[name] ?? []) {
        if (!present.has(specificationOf(index))) gone.push(`${name} ${index.name}`);
      }
    }
    // Unique ones, that would refuse what the program allows today, among them.
    expect(gone).to.include.members([
      'accounts email_1',
      'accounts phoneIndex_1',
      'applications cohort_1_state_1_submittedAt_1',
      'applications programme_1_state_1_submittedAt_1',
      'assessment_cases account_1_openedAt_-1',
      'assessment_cases assessor_1_state_1_examOn_1',
      'assessment_cases body_1_state_1_examOn_1',
      'assessment_cases state_1_offeredAt_1',
      'assessment_cases state_1_openedAt_1',
      'assessors body_1_licence.until_1',
      'attempts state_1_deadline_1',
      'certificates account_1_issuedAt_-1',
      'certificates body_1_issuedAt_-1',
      'certificates body_1_searchName_1',
      'certificates case_1',
      'certificates enrolment_1_cycle_1',
      'cohorts centre_1_startsOn_-1',
      'cohorts state_1_applicationsUntil_1',
      'enrolments cohort_1_state_1_admittedAt_1',
      'jobs diedAt_-1',
      'markChanges submission_1_at_-1',
      'open_sessions account_1_since_-1',
      'panel_minutes body_1_heldOn_-1',
      'submissions cohort_1_state_1_sentAt_1',
      'training_centres name_1',
    ]);
  });

  it('stays as it is when a process starts again', async () => {
    // What is on the shelf is put there again at each start.
    const migrated = await readCollections([...collections, 'migrations'].filter((name) => name !== 'shelves'));
    await start(1);
    for (const { name, run } of migrations) expect(await run(db(), () => {}), name).to.equal(0);
    expect(changesBetween(migrated, await readCollections(migrated.keys()))).to.deep.equal({});
  });

  it('has an audit trail without a gap', async () => {
    const entries = old.get('audit_entries')!.length;
    expect(await verifyAudit(keys)).to.deep.equal({ ok: true, entries });
  });

  it('lets old accounts sign in, and shows them their pages', async () => {
    const pages: [name: string, paths: string[]][] = [
      ['nur.aini', [`/kelas/${fourthCohort}`, `/kelas/${fourthCohort}/tugas`, '/akun', '/akun/perangkat']],
      ['fitriani', [`/uji/${caseOf.fitriani}`]],
      ['yuni.astuti', [`/uji/${caseOf.yuni}`]],
      ['endang.suhartini', ['/sertifikat', `/sertifikat/${certificate}/transkrip`]],
      ['peserta31', [`/pendaftaran/${nextCohort}`]],
      ['peserta33', [`/pendaftaran/${nextCohort}/tanda-terima`]],
    ];
    for (const [name, paths] of pages) {
      const browser = await signIn(name);
      expect(browser.path, name).to.equal('/beranda');
      for (const path of paths) expect((await browser.open(path)).status, `${name} ${path}`).to.equal(200);
    }
  });

  it('shows staff what it holds', async () => {
    const pages: [key: StaffKey, paths: string[]][] = [
      ['programme', ['/program', `/program/${programme}`, `/program/${programme}/corong`, `/angkatan/${fourthCohort}`]],
      ['admin', [`/program/${closedProgramme}`, '/sistem']],
      ['verifier', ['/verifikasi', `/verifikasi/${sentApplication}`]],
      ['instructor', ['/penilaian', `/kelas/${fourthCohort}/pertemuan`]],
      ['otherAssessor', ['/asesor', `/asesor/${caseOf.slamet}`]],
      ['manager', ['/sertifikasi', `/sertifikasi/uji/${caseOf.yuni}`, `/sertifikasi/sertifikat/${certificate}`]],
      ['chair', ['/pleno']],
    ];
    for (const [key, paths] of pages) {
      const browser = await signInStaff(key);
      for (const path of paths) expect((await browser.open(path)).status, `${key} ${path}`).to.equal(200);
    }
  });

  it('has a certificate that still verifies, by its code and by its file', async () => {
    const stranger = await new Browser(app.address).open(`/v/${code}`);
    expect(stranger.text)
      .to.match(/^ASLI dan masih berlaku/)
      .and.include('Endang Suhartini');
    const holder = await signIn('endang.suhartini');
    const pdf = await holder.open(`/sertifikat/${certificate}/sertifikat.pdf`);
    const file = { field: 'berkas', name: 'sertifikat.pdf', bytes: pdf.bytes, type: 'application/pdf' };
    await stranger.open('/periksa');
    await stranger.submit('/periksa', {}, [file]);
    expect(stranger.text)
      .to.match(/^ASLI dan masih berlaku/)
      .and.include('Endang Suhartini');
  });

  it('delivers the letter that was waiting, to the certificate of the decision', async () => {
    await runDueJobs();
    const issued = await db()
      .collection('certificates')
      .findOne({ case: new mongoose.Types.ObjectId(caseOf.bayu) });
    expect(issued?.snapshot).to.include({ number: 'LYR-2026-0002', holderName: 'Bayu Saputra' });
  });
});
