import { expect } from 'chai';
import { contactOf } from '../../src/features/accounts/index.ts';
import { signMinute } from '../../src/features/panels/signing.service.ts';
import { changeMeeting } from '../../src/features/panels/meeting.service.ts';
import { findMinute } from '../../src/features/panels/minute.service.ts';
import { OutboxMail } from '../../src/platform/mail/mail.model.ts';
import { aCase, aMember, anAssessor, aRecommendation, at } from '../assessments/a-case.ts';
import { useApp } from '../support/app.ts';
import { aCohort } from '../support/classroom.ts';
import { aMinute, aPanel, signAll } from './a-minute.ts';

describe('whoever a panel waits for, or no longer needs, is told', () => {
  useApp();

  /** Subjects of the letters to somebody since the last look, in no order. */
  const seen = new Set<string>();
  const subjectsTo = async (email: string): Promise<string[]> => {
    const found = (await OutboxMail.find({ to: email }).lean()).filter(({ _id }) => !seen.has(String(_id)));
    for (const { _id } of found) seen.add(String(_id));
    return found.map(({ subject }) => subject);
  };

  it('when a panel meets, when its minute waits, when a signature is gone, and when it has decided', async () => {
    const cohort = await aCohort(at);
    await anAssessor(cohort);
    const one = await aRecommendation(await aCase(cohort));
    const candidate = (await contactOf(one.account))!.email!;
    const [chair, second, third] = await aPanel(cohort);
    const spare = await aMember('panel-member', cohort.body);
    const minute = await aMinute(cohort, [chair!, second!, third!], [one]);
    const m = (text: string) => text.replace('#', minute.number);
    expect(await subjectsTo(chair!.email), 'who made it knows').to.deep.equal([]);
    expect(await subjectsTo(third!.email)).to.deep.equal([m('Anda anggota rapat pleno #')]);
    await signMinute(minute, chair!.id, at);
    await signMinute(minute, second!.id, at);
    expect(await subjectsTo(third!.email), 'once').to.deep.equal([m('Berita acara # menunggu tanda tangan Anda')]);
    await subjectsTo(second!.email);
    const members = [chair!.id, second!.id, spare.id];
    const { heldOn, place } = minute;
    await changeMeeting(minute, { heldOn, place, chair: chair!.id, members }, chair!.id);
    expect(await subjectsTo(third!.email)).to.deep.equal([m('Anda tidak lagi anggota rapat pleno #')]);
    expect(await subjectsTo(second!.email)).to.deep.equal([m('Berita acara # berubah, tanda tangani lagi')]);
    expect(await subjectsTo(spare.email)).to.deep.equal([m('Anda anggota rapat pleno #')]);
    await subjectsTo(candidate);
    const seenNow = (await findMinute(minute.id, [cohort.body]))!;
    expect(await signAll(seenNow, [chair!, second!, spare])).to.deep.equal({ closed: true });
    expect(await subjectsTo(candidate)).to.deep.equal([`Keputusan uji ${one.number}`]);
  });
});
