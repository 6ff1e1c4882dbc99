import { expect } from 'chai';
import type { AssessmentCase } from '../../src/features/assessments/case.service.ts';
import { acceptCase, declineCase, takeBackOffer } from '../../src/features/assessments/offer.service.ts';
import { sendSelfAssessment, signAsCandidate } from '../../src/features/assessments/preparation.service.ts';
import { overrideRouting } from '../../src/features/assessments/override.service.ts';
import { routeCase } from '../../src/features/assessments/routing.service.ts';
import { contactOf } from '../../src/features/accounts/index.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { OutboxMail } from '../../src/platform/mail/mail.model.ts';
import { useApp } from '../support/app.ts';
import { aCohort } from '../support/classroom.ts';
import { aCase, again, aMember, anAssessment, anAssessor, aRecommendation, at } from './a-case.ts';

const dayInMs = 86_400_000;

describe('whoever is waited for, or loses a task, is told', () => {
  useApp();
  let cohort: Cohort;
  let first: { id: string; email: string };
  let one: AssessmentCase;
  beforeEach(async () => {
    cohort = await aCohort(at);
    first = await anAssessor(cohort);
    one = await aCase(cohort);
  });

  /** Subjects of the letters to somebody since the last look, in no order. */
  const seen = new Set<string>();
  const subjectsTo = async (email: string): Promise<string[]> => {
    const found = (await OutboxMail.find({ to: email }).lean()).filter(({ _id }) => !seen.has(String(_id)));
    for (const { _id } of found) seen.add(String(_id));
    return found.map(({ subject }) => subject);
  };
  const toCandidate = async () => subjectsTo((await contactOf(one.account))!.email!);
  const n = { of: (text: string) => text.replace('#', one.number) };

  it('by a link to the page it is about', async () => {
    const letter = (await OutboxMail.find({ to: (await contactOf(one.account))!.email! }).lean())[0]!;
    expect(letter.text).to.match(new RegExp(`^Halo Sari Wulandari,\n[^]*\nhttp://[^\n]+/uji/${one.id}(\n|$)`));
  });

  it('from the case that opens to the assessment that begins', async () => {
    expect(await toCandidate()).to.deep.equal([n.of('Uji kompetensi # dibuka')]);
    await routeCase(one.id, at);
    expect(await subjectsTo(first.email)).to.deep.equal([n.of('Tawaran uji kompetensi #')]);
    await acceptCase(await again(one), first.id, at);
    expect(await toCandidate()).to.deep.equal([n.of('Asesor untuk uji # sudah ada')]);
    await signAsCandidate(one.id, one.account, at);
    expect(await subjectsTo(first.email)).to.deep.equal([n.of('Uji # menunggu tanda tangan Anda')]);
    expect(await sendSelfAssessment(one.id, one.account, at).catch(() => 'unanswered')).to.equal('unanswered');
    expect(await subjectsTo(first.email), 'nothing happened').to.deep.equal([]);
  });

  it('when the assessment begins, and when the recommendation waits', async () => {
    const manager = await aMember('certification-manager', cohort.body);
    await anAssessment(one);
    expect(await toCandidate()).to.include(n.of('Penilaian uji # dimulai'));
    await aRecommendation(await aCase(cohort));
    expect(await subjectsTo(manager.email)).to.have.length(1);
  });

  it('when another assessor is chosen, or an offer lapses, or a case is given back', async () => {
    const second = await anAssessor(cohort);
    await routeCase(one.id, at);
    const offered = await again(one);
    const [had, gets] = offered.assessor === first.id ? [first, second] : [second, first];
    await subjectsTo(had.email);
    await overrideRouting(offered, { assessor: gets.id, reason: 'Lebih dekat.' }, '0'.repeat(24), at);
    expect(await subjectsTo(had.email)).to.deep.equal([n.of('Uji # tidak lagi pada Anda')]);
    expect(await subjectsTo(gets.email)).to.deep.equal([n.of('Tawaran uji kompetensi #')]);
    const late = new Date(at.getTime() + 4 * dayInMs);
    await takeBackOffer(one.id, gets.id, late);
    expect(await subjectsTo(gets.email)).to.deep.equal([n.of('Tawaran uji # sudah lewat')]);
    await toCandidate();
    await overrideRouting(await again(one), { assessor: had.id, reason: 'Bersedia.' }, '0'.repeat(24), late);
    await acceptCase(await again(one), had.id, late);
    await toCandidate();
    await declineCase(one.id, had.id, { kind: 'time', reason: 'Sakit.' }, late);
    expect(await toCandidate()).to.deep.equal([n.of('Asesor uji # diganti')]);
  });

  it('when nobody can examine, once for the same result', async () => {
    const manager = await aMember('certification-manager', cohort.body);
    await routeCase(one.id, at);
    await declineCase(one.id, first.id, { kind: 'time', reason: 'Sakit.' }, at);
    expect(await routeCase(one.id, at)).to.equal('nobody');
    expect(await routeCase(one.id, at)).to.equal('nobody');
    expect(await subjectsTo(manager.email)).to.deep.equal([n.of('Belum ada asesor untuk uji #')]);
  });
});
