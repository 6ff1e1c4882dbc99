import { expect } from 'chai';
import mongoose from 'mongoose';
import { listOwnEnrolments } from '../../src/features/admissions/index.ts';
import {
  acceptApplication,
  type Application,
  countApplications,
  countBusinesses,
  countLearnersIn,
  decideChecks,
  findOwnApplication,
  findOwnEnrolment,
  saveStep,
  sendBack,
  submitApplication,
} from '../../src/features/admissions/index.ts';
import { ApplicationModel } from '../../src/features/admissions/application.model.ts';
import { type ApplicationState, applicationStates } from '../../src/features/admissions/application.states.ts';
import { BusinessModel } from '../../src/features/admissions/business.model.ts';
import { listQueue, revealNumbers } from '../../src/features/admissions/queue.service.ts';
import { findSentApplication } from '../../src/features/admissions/reading.service.ts';
import { verificationPage } from '../../src/features/admissions/verification.page.ts';
import { type Cohort, findCohort, findProgramme } from '../../src/features/programmes/index.ts';
import { translator } from '../../src/platform/i18n.ts';
import { Conflict } from '../../src/platform/errors.ts';
import { auditEntries } from '../support/audit.ts';
import { useApp } from '../support/app.ts';
import { anOpenCohort, enrolmentTime as now } from '../programmes/a-programme.ts';
import { aCompleteDraft, anApplicant, aSentApplication, aVerifier, decideAll, newNumbers } from './an-application.ts';
import { refuseApplication } from '../../src/features/admissions/verification.service.ts';

const otherVerifier = '2'.repeat(24);
const later = new Date(now.getTime() + 60_000);
const settle = async (attempts: Promise<unknown>[]) => {
  const results = await Promise.allSettled(attempts);
  const reasons = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  return { won: results.length - reasons.length, reasons };
};
const stateOf = async ({ cohort, applicant }: Application) => (await findOwnApplication(cohort, applicant))!.state;

async function anAcceptableApplication(cohort: Cohort): Promise<Application> {
  const application = await aSentApplication(cohort);
  await decideAll(application);
  return application;
}

describe('deciding the checks', () => {
  useApp();
  let cohort: Cohort;
  before(async () => {
    cohort = await anOpenCohort();
  });
  const nib = (seen?: Date) => ({ check: 'nib' as const, verdict: 'meets' as const, note: '', seen });

  it('lets one of two verifiers who decide a check at once win', async () => {
    const { id } = await aSentApplication(cohort);
    const { won, reasons } = await settle([
      decideChecks(id, [nib()], aVerifier, now),
      decideChecks(id, [{ ...nib(), verdict: 'does-not', note: 'Nama lain' }], otherVerifier, now),
    ]);
    expect(won).to.equal(1);
    expect(reasons[0]).to.be.instanceOf(Conflict);
  });

  it('can be taken again by somebody who saw the decision', async () => {
    const { id } = await aSentApplication(cohort);
    await decideChecks(id, [nib()], aVerifier, now);
    await decideChecks(id, [nib(now)], otherVerifier, later);
    expect((await settle([decideChecks(id, [nib(now)], aVerifier, later)])).won).to.equal(0);
  });

  it('is refused to the applicant, whatever roles they hold', async () => {
    const { id, applicant } = await aSentApplication(cohort);
    expect((await settle([decideChecks(id, [nib()], applicant, now)])).won).to.equal(0);
  });
});

describe('what verifiers see', () => {
  useApp();

  it('is what was sent to them: no drafts, and nothing that its applicant took back', async () => {
    const cohort = await anOpenCohort();
    const { id } = await aSentApplication(cohort);
    const isSeenIn = async (state: ApplicationState) => {
      await ApplicationModel.updateOne({ _id: id }, { $set: { state } });
      return (await findSentApplication(id, [cohort.programme])) !== undefined;
    };
    const seen: ApplicationState[] = [];
    for (const state of applicationStates.all) if (await isSeenIn(state)) seen.push(state);
    expect(seen).to.deep.equal(['submitted', 'needs-fixing', 'accepted', 'refused']);
    expect(await findSentApplication(id, [otherVerifier])).to.equal(undefined);
  });

  it('is for deciding while it waits, and never on an own application', async () => {
    const cohort = await anOpenCohort();
    const programme = (await findProgramme(cohort.programme))!;
    const sent = await aSentApplication(cohort);
    const pageOf = (state: ApplicationState, decide: boolean) => {
      const place = { cohort, programme, application: { ...sent, state }, can: { decide } };
      return verificationPage(place, { applicant: 'Sari' }, false, translator('id'));
    };
    expect(pageOf('submitted', true)).to.include({ isDecidable: true, isOwn: false });
    expect(pageOf('submitted', false)).to.deep.include({ isDecidable: false, isOwn: true, outcomes: [] });
    for (const state of ['needs-fixing', 'accepted', 'refused'] as const)
      expect(pageOf(state, true), state).to.deep.include({ isDecidable: false, isOwn: false, outcomes: [] });
  });
});

describe('deciding an application', () => {
  useApp();

  it('accepts: a seat, an enrolment and the role of a learner', async () => {
    const cohort = await anOpenCohort({ seats: 5 });
    const application = await anAcceptableApplication(cohort);
    const enrolment = await acceptApplication(application.id, cohort, aVerifier, now);
    expect(enrolment).to.include({ account: application.applicant, cohort: cohort.id, state: 'active' });
    expect(enrolment.business).to.be.a('string');
    expect((await findCohort(cohort.id))!.seatsLeft).to.equal(4);
    expect(await findOwnEnrolment(application.applicant, cohort.id)).to.deep.equal(enrolment);
    expect(await listOwnEnrolments(application.applicant)).to.have.length(1);
    expect([await countLearnersIn([cohort.id]), await countApplications(cohort.programme)]).to.deep.equal([1, 1]);
    const roles = await rolesOf(application.applicant);
    expect(roles).to.deep.equal([{ role: 'learner', scope: cohort.id }]);
  });

  it('gives the last seat to exactly one of many', async () => {
    const cohort = await anOpenCohort({ seats: 1 });
    const applications: Application[] = [];
    for (let n = 0; n < 8; n += 1) applications.push(await anAcceptableApplication(cohort));
    const { won, reasons } = await settle(
      applications.map(({ id }, n) => acceptApplication(id, cohort, n % 2 === 0 ? aVerifier : otherVerifier, now)),
    );
    expect(won).to.equal(1);
    expect(reasons.every((reason) => reason instanceof Conflict && reason.reason === 'admissions.noSeats')).to.equal(
      true,
    );
    expect(await countLearnersIn([cohort.id])).to.equal(1);
    expect((await findCohort(cohort.id))!.seatsLeft).to.equal(0);
    const states = await Promise.all(applications.map(stateOf));
    expect(states.filter((state) => state === 'submitted')).to.have.length(7);
  });

  it('takes one seat when the same application is accepted many times', async () => {
    const cohort = await anOpenCohort({ seats: 5 });
    const { id } = await anAcceptableApplication(cohort);
    const results = await Promise.all(Array.from({ length: 5 }, () => acceptApplication(id, cohort, aVerifier, now)));
    expect(new Set(results.map((enrolment) => enrolment.id)).size).to.equal(1);
    expect((await findCohort(cohort.id))!.seatsLeft).to.equal(4);
    expect((await settle([acceptApplication(id, cohort, otherVerifier, now)])).reasons[0]).to.be.instanceOf(Conflict);
  });

  it('accepts only when every check is met', async () => {
    const cohort = await anOpenCohort();
    for (const verdict of ['does-not', 'needs-fixing'] as const) {
      const application = await aSentApplication(cohort);
      await decideAll(application, { localId: verdict });
      expect((await settle([acceptApplication(application.id, cohort, aVerifier, now)])).won).to.equal(0);
      expect(await stateOf(application)).to.equal('submitted');
    }
    const undecided = await aSentApplication(cohort);
    expect((await settle([acceptApplication(undecided.id, cohort, aVerifier, now)])).won).to.equal(0);
  });

  it('sends back only what needs fixing', async () => {
    const cohort = await anOpenCohort();
    const application = await anAcceptableApplication(cohort);
    expect((await settle([sendBack(application, cohort, aVerifier)])).won).to.equal(0);
    expect(await stateOf(application)).to.equal('submitted');
  });

  it('lets one of three verifiers who decide differently at once win', async () => {
    const cohort = await anOpenCohort();
    const application = await anAcceptableApplication(cohort);
    const { won } = await settle([
      acceptApplication(application.id, cohort, aVerifier, now),
      refuseApplication(application.id, 'Tidak lengkap', otherVerifier, now),
      refuseApplication(application.id, 'Salah kota', aVerifier, now),
    ]);
    expect(won).to.equal(1);
    const isIn = (await findOwnEnrolment(application.applicant, cohort.id)) !== undefined;
    expect(await stateOf(application)).to.equal(isIn ? 'accepted' : 'refused');
  });

  it('refuses with the reason, and frees the numbers', async () => {
    const cohort = await anOpenCohort();
    const numbers = newNumbers();
    const application = await aSentApplication(cohort, numbers);
    await refuseApplication(application.id, 'Produk bukan buatan sendiri', aVerifier, now);
    const refused = await findOwnApplication(cohort.id, application.applicant);
    expect(refused).to.include({ state: 'refused', reason: 'Produk bukan buatan sendiri', decidedBy: aVerifier });
    await aSentApplication(cohort, { ...newNumbers(), nik: numbers.nik });
  });

  it('is never one on an own application', async () => {
    const cohort = await anOpenCohort();
    const application = await anAcceptableApplication(cohort);
    const { id, applicant } = application;
    const { won } = await settle([
      acceptApplication(id, cohort, applicant, now),
      refuseApplication(id, 'Alasan', applicant, now),
      sendBack(application, cohort, applicant),
    ]);
    expect(won).to.equal(0);
  });
});

describe('the business of somebody who is admitted', () => {
  useApp();
  const { nik: _nik, ...taken } = newNumbers();
  const acceptAs = async (cohort: Cohort, { nib }: { nib: string }, account?: string, businessName?: string) => {
    const draft = await aCompleteDraft(cohort, { ...newNumbers(), nib }, account);
    if (businessName !== undefined) {
      const statement = { step: 'nib' as const, values: { businessName } };
      await saveStep(draft.id, draft.applicant, { step: 'nib', statement }, now);
    }
    const sending = await submitApplication({ cohort, account: draft.applicant }, now);
    if (!sending.sent) throw new Error(sending.why);
    await decideAll(sending.application);
    return acceptApplication(sending.application.id, cohort, aVerifier, now);
  };
  const nameOf = async (id: string | undefined) => (await BusinessModel.findById(id).lean())!.name;

  it('is registered on acceptance: who sends the NIB of another one locks nobody out', async () => {
    const cohort = await anOpenCohort();
    const stranger = await aSentApplication(cohort, { ...newNumbers(), ...taken });
    await refuseApplication(stranger.id, 'NIB milik orang lain', aVerifier, now);
    expect(await BusinessModel.countDocuments({ owner: stranger.applicant })).to.equal(0);
    const { account, business } = await acceptAs(cohort, taken);
    expect(String((await BusinessModel.findById(business).lean())!.owner)).to.equal(account);
  });

  it('is one for all who come from it, and is renamed by its owner alone', async () => {
    const [nib, owner] = [newNumbers(), await anApplicant()];
    const [one, second, third] = [await anOpenCohort(), await anOpenCohort(), await anOpenCohort()];
    const first = await acceptAs(one, nib, owner, 'Batik Sari');
    const partner = await acceptAs(second, nib, undefined, 'Batik Orang Lain');
    expect(partner.business).to.equal(first.business);
    expect(await countBusinesses([first.id, partner.id])).to.equal(1);
    expect(await nameOf(first.business)).to.equal('Batik Sari');
    await acceptAs(third, nib, owner, 'Batik Sari Baru');
    expect(await nameOf(first.business)).to.equal('Batik Sari Baru');
  });

  it('is registered once when people of it are accepted at the same moment', async () => {
    const nib = newNumbers();
    const cohorts = [await anOpenCohort(), await anOpenCohort(), await anOpenCohort(), await anOpenCohort()];
    const applications: Application[] = [];
    for (const cohort of cohorts) applications.push(await aSentApplication(cohort, { ...newNumbers(), nib: nib.nib }));
    for (const application of applications) await decideAll(application);
    const enrolments = await Promise.all(
      applications.map(({ id }, index) => acceptApplication(id, cohorts[index]!, aVerifier, now)),
    );
    expect(new Set(enrolments.map(({ business }) => business)).size).to.equal(1);
  });
});

describe('the queue', () => {
  useApp();

  it('has those sent first in front, 25 a page, of the programmes and the cohort asked for', async () => {
    const [cohort, other] = [await anOpenCohort(), await anOpenCohort()];
    const first = await aSentApplication(cohort);
    const elsewhere = await aSentApplication(other);
    const second = await aSentApplication(cohort);
    const list = (programmes: string[], more = {}) =>
      listQueue({ programmes, state: 'submitted', page: 1, ...more }).then(({ items }) => items.map(({ id }) => id));
    const both = [cohort.programme, other.programme];
    expect(await list([cohort.programme])).to.deep.equal([first.id, second.id]);
    expect(await list(both)).to.have.members([first.id, elsewhere.id, second.id]);
    expect(await list(both, { cohort: other.id })).to.deep.equal([elsewhere.id]);
    expect(await list([cohort.programme], { page: 2 }), 'beyond the last').to.deep.equal([first.id, second.id]);
    expect(await list([])).to.deep.equal([]);
  });

  it('opens numbers on record', async () => {
    const numbers = newNumbers();
    const { id } = await aSentApplication(await anOpenCohort(), numbers);
    expect(await revealNumbers(id, aVerifier)).to.deep.equal(numbers);
    const entry = { action: 'admissions.revealNumbers', actor: aVerifier, 'target.id': id };
    expect(await auditEntries(entry)).to.have.length(1);
  });
});

async function rolesOf(accountId: string) {
  const accounts = mongoose.connection.db!.collection('accounts');
  const account = await accounts.findOne({ _id: new mongoose.Types.ObjectId(accountId) });
  return (account!.roles as { role: string; scope: string }[]).map(({ role, scope }) => ({ role, scope }));
}
