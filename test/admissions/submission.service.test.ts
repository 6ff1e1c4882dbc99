import { expect } from 'chai';
import mongoose from 'mongoose';
import {
  findOwnApplication,
  openApplication,
  saveStep,
  sendBack,
  submitApplication,
} from '../../src/features/admissions/index.ts';
import { ApplicationModel } from '../../src/features/admissions/application.model.ts';
import { type ApplicationState, applicationStates } from '../../src/features/admissions/application.states.ts';
import { tellVerifiers } from '../../src/features/admissions/notification.service.ts';
import { contactOf, grantRole } from '../../src/features/accounts/index.ts';
import { type Cohort, findCohort, moveCohort } from '../../src/features/programmes/index.ts';
import { Conflict } from '../../src/platform/errors.ts';
import { Job } from '../../src/platform/jobs/job.model.ts';
import { OutboxMail } from '../../src/platform/mail/mail.model.ts';
import { auditEntries } from '../support/audit.ts';
import { useApp } from '../support/app.ts';
import { anOpenCohort, enrolmentTime as now } from '../programmes/a-programme.ts';
import {
  aCompleteDraft,
  anApplicant,
  aProof,
  aSentApplication,
  aVerifier,
  decideAll,
  newNumbers,
  saveProved,
  statementsOf,
} from './an-application.ts';
import { withdrawApplication } from '../../src/features/admissions/submission.service.ts';

const later = new Date(now.getTime() + 60_000);
const latest = new Date(now.getTime() + 120_000);
const thrownBy = (attempt: Promise<unknown>) =>
  attempt.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('filling in an application', () => {
  useApp();
  let cohort: Cohort;
  before(async () => {
    cohort = await anOpenCohort();
  });

  it('begins once, in however many tabs', async () => {
    const account = await anApplicant();
    const opened = await Promise.all(Array.from({ length: 6 }, () => openApplication(cohort, account, now)));
    expect(new Set(opened.map(({ id }) => id)).size).to.equal(1);
  });

  it('does not begin when the cohort is full or closed', async () => {
    const account = await anApplicant();
    expect(await thrownBy(openApplication({ ...cohort, seatsLeft: 0 }, account, now))).to.be.instanceOf(Conflict);
    expect(await thrownBy(openApplication(cohort, account, new Date('2027-06-01')))).to.be.instanceOf(Conflict);
  });

  it('keeps numbers encrypted and shows them masked', async () => {
    const numbers = newNumbers();
    const { id, person, checks } = await aCompleteDraft(cohort, numbers);
    expect(person.nik).to.equal(`3671********${numbers.nik.slice(-4)}`);
    expect(checks.nib.number).to.equal(`9120*****${numbers.nib.slice(-4)}`);
    const stored = await mongoose.connection
      .db!.collection('applications')
      .findOne({ _id: new mongoose.Types.ObjectId(id) });
    expect(JSON.stringify(stored)).to.not.contain(numbers.nik).and.not.contain(numbers.nib);
  });

  it('empties what is left empty, and keeps a number that was not typed again', async () => {
    const { id, applicant } = await aCompleteDraft(cohort);
    const statement = { step: 'nib' as const, values: { businessName: 'Batik Baru' } };
    await saveStep(id, applicant, { step: 'nib', statement }, later);
    const { checks } = (await findOwnApplication(cohort.id, applicant))!;
    expect(checks.nib).to.include({ businessName: 'Batik Baru' }).and.not.have.property('kbli');
    expect(checks.nib.number).to.be.a('string');
  });

  it('keeps at most five proofs, takes away those named, and nothing else of the request when there are too many', async () => {
    const { id, applicant } = await aCompleteDraft(cohort);
    const add = (count: number, removed: string[] = []) => {
      const keep = async (session: mongoose.ClientSession) => {
        const kept = [];
        for (let n = 0; n < count; n += 1) kept.push(await aProof(applicant, session));
        return kept;
      };
      return saveStep(id, applicant, { step: 'nib', removed, keep }, later);
    };
    const proofs = async () => (await findOwnApplication(cohort.id, applicant))!.checks.nib.proofs;
    await add(4);
    expect(await proofs()).to.have.length(5);
    expect(await thrownBy(add(1))).to.be.instanceOf(Conflict);
    await add(1, [(await proofs())[0]!.file]);
    expect(await proofs()).to.have.length(5);
  });

  it("is nobody else's to change", async () => {
    const { id } = await aCompleteDraft(cohort);
    const statement = { step: 'nib' as const, values: { businessName: 'Milik orang' } };
    expect(await thrownBy(saveStep(id, await anApplicant(), { step: 'nib', statement }, later))).to.be.instanceOf(
      Conflict,
    );
  });
});

describe('sending an application', () => {
  useApp();
  let cohort: Cohort;
  before(async () => {
    cohort = await anOpenCohort();
  });

  it('happens once, however often it is pressed, and gives one number', async () => {
    const { applicant } = await aCompleteDraft(cohort);
    const sendings = await Promise.all(
      Array.from({ length: 8 }, () => submitApplication({ cohort, account: applicant }, now)),
    );
    const numbers = sendings.map((sending) => sending.sent && sending.application.number);
    expect(new Set(numbers).size).to.equal(1);
    expect(numbers[0]).to.match(/^PD-2026-\d{5}$/);
    const target = (await findOwnApplication(cohort.id, applicant))!.id;
    expect(await auditEntries({ action: 'admissions.submit', 'target.id': target })).to.have.length(1);
  });

  it('names the parts that are missing', async () => {
    const account = await anApplicant();
    await openApplication(cohort, account, now);
    expect(await submitApplication({ cohort, account }, now)).to.deep.equal({
      sent: false,
      why: 'unfinished',
      steps: ['person', 'nib', 'ownProduct', 'quality', 'localId'],
    });
  });

  it('lets a NIK and a NIB stand in one live application of a cohort', async () => {
    const numbers = newNumbers();
    await aSentApplication(cohort, numbers);
    const sameNik = await aCompleteDraft(cohort, { ...newNumbers(), nik: numbers.nik });
    const sameNib = await aCompleteDraft(cohort, { ...newNumbers(), nib: numbers.nib });
    const send = (account: string) => submitApplication({ cohort, account }, now);
    expect(await send(sameNik.applicant)).to.deep.equal({ sent: false, why: 'nik-taken' });
    expect(await send(sameNib.applicant)).to.deep.equal({ sent: false, why: 'nib-taken' });
  });

  it('lets one of several people with the same NIK through when they send at once', async () => {
    const { nik } = newNumbers();
    const drafts = [];
    for (let n = 0; n < 4; n += 1) drafts.push(await aCompleteDraft(cohort, { ...newNumbers(), nik }));
    const sendings = await Promise.all(
      drafts.map(({ applicant }) => submitApplication({ cohort, account: applicant }, now)),
    );
    expect(sendings.filter(({ sent }) => sent)).to.have.length(1);
    expect(sendings.filter((sending) => !sending.sent && sending.why === 'nik-taken')).to.have.length(3);
  });

  it('frees the numbers when the application is withdrawn, which can be begun again', async () => {
    const numbers = newNumbers();
    const { id, applicant } = await aSentApplication(cohort, numbers);
    await decideAll((await findOwnApplication(cohort.id, applicant))!);
    await withdrawApplication(id, applicant);
    expect(await thrownBy(withdrawApplication(id, applicant))).to.be.instanceOf(Conflict);
    await aSentApplication(cohort, { ...newNumbers(), nik: numbers.nik });
    const again = await openApplication(cohort, applicant, now);
    expect(again.state).to.equal('draft');
    expect(Object.values(again.checks).some(({ decision }) => decision)).to.equal(false);
  });

  it('is taken back by its applicant alone, and only while nobody has decided it', async () => {
    const { id, applicant } = await aSentApplication(await anOpenCohort());
    const inState = async (state: ApplicationState) => {
      await ApplicationModel.updateOne({ _id: id }, { $set: { state } });
      return (await thrownBy(withdrawApplication(id, applicant))) === undefined;
    };
    expect(await thrownBy(withdrawApplication(id, aVerifier))).to.be.instanceOf(Conflict);
    const taken: ApplicationState[] = [];
    for (const state of applicationStates.all) if (await inState(state)) taken.push(state);
    expect(taken).to.deep.equal(['submitted', 'needs-fixing']);
  });

  it('is over when the cohort takes no more applications, but not for what was sent back', async () => {
    const own = await anOpenCohort();
    const draft = await aCompleteDraft(own);
    const returned = await aSentApplication(own);
    await decideAll(returned, { nib: 'needs-fixing' });
    await sendBack(returned, own, aVerifier);
    await moveCohort(own.id, 'closeApplications', aVerifier);
    const running = (await findCohort(own.id))!;
    expect(await submitApplication({ cohort: running, account: draft.applicant }, now)).to.include({ why: 'closed' });

    await saveProved(returned.id, returned.applicant, statementsOf(newNumbers())[1]!, later);
    expect((await submitApplication({ cohort: running, account: returned.applicant }, later)).sent).to.equal(true);
  });
});

describe('an application that was sent back', () => {
  useApp();

  it('can be changed where it was asked for, and is decided anew there', async () => {
    const cohort = await anOpenCohort();
    const sent = await aSentApplication(cohort);
    await decideAll(sent, { quality: 'needs-fixing' });
    await sendBack(sent, cohort, aVerifier);
    const own = { cohort, account: sent.applicant };
    expect(await submitApplication(own, later)).to.deep.include({ why: 'unfinished', steps: ['quality'] });

    const [, nib, , quality] = statementsOf(newNumbers());
    expect(await thrownBy(saveStep(sent.id, sent.applicant, { step: 'nib', statement: nib! }, later))).to.be.instanceOf(
      Conflict,
    );
    await saveStep(sent.id, sent.applicant, { step: 'quality', statement: quality! }, later);
    const sending = await submitApplication(own, latest);
    expect(sending.sent).to.equal(true);
    const again = (await findOwnApplication(cohort.id, sent.applicant))!;
    expect(again).to.deep.include({ state: 'submitted', number: sent.number, submittedAt: now, resubmittedAt: latest });
    expect(again.checks.quality.decision).to.equal(undefined);
    expect(again.checks.nib.decision?.verdict).to.equal('meets');
  });

  it('may be given any number while it is mended, and hears that another one has it only when it is sent', async () => {
    const cohort = await anOpenCohort();
    const [others, own] = [newNumbers(), newNumbers()];
    await aSentApplication(cohort, others);
    const sent = await aSentApplication(cohort, own);
    await decideAll(sent, { nib: 'needs-fixing', localId: 'needs-fixing' });
    await sendBack(sent, cohort, aVerifier);
    const resend = async (numbers: typeof own) => {
      const [person, nib, , , localId] = statementsOf(numbers);
      for (const statement of [person!, nib!, localId!]) {
        await saveStep(sent.id, sent.applicant, { step: statement.step, statement }, later);
      }
      return submitApplication({ cohort, account: sent.applicant }, latest);
    };
    expect(await resend({ ...own, nik: others.nik })).to.deep.equal({ sent: false, why: 'nik-taken' });
    expect(await resend({ ...own, nib: others.nib })).to.deep.equal({ sent: false, why: 'nib-taken' });

    // What it was sent with is held until something else is sent.
    const late = await aCompleteDraft(cohort, { ...newNumbers(), nik: own.nik });
    const sendLate = () => submitApplication({ cohort, account: late.applicant }, latest);
    expect(await sendLate()).to.deep.equal({ sent: false, why: 'nik-taken' });
    const sending = await resend(newNumbers());
    expect(sending.sent && Object.keys(sending.application)).to.not.include('held');
    expect((await sendLate()).sent).to.equal(true);
  });
});

describe('verifiers', () => {
  useApp();

  it('are told the next morning what waits, once, and not when nothing does', async () => {
    const cohort = await anOpenCohort();
    const verifier = await anApplicant();
    await grantRole(verifier, { role: 'verifier', scope: cohort.programme }, 'system', now);
    await aSentApplication(cohort);
    await aSentApplication(cohort);
    expect(
      await Job.countDocuments({ kind: 'admissions.tellVerifiers', payload: new RegExp(cohort.programme) }),
    ).to.equal(1);
    const { email } = (await contactOf(verifier))!;
    await tellVerifiers(cohort.programme);
    const letters = await OutboxMail.find({ to: email! }).lean();
    expect(letters.map(({ subject }) => subject)).to.deep.equal(['2 pendaftaran menunggu diperiksa']);
    expect(letters[0]!.text).to.contain('/verifikasi');
    await tellVerifiers((await anOpenCohort()).programme);
    expect(await OutboxMail.countDocuments({ to: email! })).to.equal(1);
  });
});
