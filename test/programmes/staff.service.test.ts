import { expect } from 'chai';
import { changeRoles } from '../../src/features/programmes/staff.service.ts';
import { OutboxMail } from '../../src/platform/mail/mail.model.ts';
import { createAccount } from '../../src/features/accounts/index.ts';
import { useDatabase } from '../support/database.ts';
import { anOpenCohort, enrolmentTime as now } from './a-programme.ts';

const admin = '1'.repeat(24);

describe('the roles of somebody who works for a cohort', () => {
  useDatabase();

  it('are told to them when they are given and taken, and not when nothing changed', async () => {
    const cohort = await anOpenCohort();
    const email = `staf-${Date.now()}@contoh.id`;
    const account = await createAccount({ name: 'Budi', email, passwordHash: 'x', roles: [] }, now);
    const letters = async () =>
      (await OutboxMail.find({ to: email }).lean()).map(({ subject, text }) => subject + text);
    await changeRoles(cohort, account, { given: ['instructor', 'verifier'], taken: [] }, admin, now);
    expect(await letters()).to.have.length(1);
    expect((await letters())[0])
      .to.contain('Peran baru Anda')
      .and.contain('/beranda');
    await changeRoles(cohort, account, { given: ['instructor'], taken: [] }, admin, now);
    expect(await letters(), 'held already').to.have.length(1);
    await changeRoles(cohort, account, { given: [], taken: ['verifier'] }, admin, now);
    expect((await letters()).join()).to.contain('berakhir');
    expect(await letters()).to.have.length(2);
  });
});
