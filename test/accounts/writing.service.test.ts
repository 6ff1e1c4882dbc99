import { expect } from 'chai';
import { createAccount, reachOf, writeTo, writeToAll } from '../../src/features/accounts/index.ts';
import { chooseAccountLanguage } from '../../src/features/accounts/account.service.ts';
import type { Compose } from '../../src/features/accounts/letter.rules.ts';
import { transaction } from '../../src/platform/database.ts';
import { OutboxMail } from '../../src/platform/mail/mail.model.ts';
import { useDatabase } from '../support/database.ts';

const now = new Date('2026-12-04T03:00:00Z');
const news: Compose = ({ lang }) => ({ subject: 'Kabar', text: `Isi (${lang}).`, path: '/beranda' });
let serial = 0;
const somebody = (contact: { email: string } | { phone: string }) => {
  serial += 1;
  return createAccount({ name: 'Sari', ...contact, passwordHash: 'x', roles: [] }, now);
};
const newEmail = () => `surat-${serial}-${Date.now()}@contoh.id`;

describe('writing to a person', () => {
  useDatabase();

  it('sends a letter that greets by name and leads to the page, to whoever has an address', async () => {
    const email = newEmail();
    const account = await somebody({ email });
    expect(await writeTo(account, news)).to.equal('mail');
    const [letter] = await OutboxMail.find({ to: email }).lean();
    expect(letter!.text).to.match(/^Halo Sari,\n\nIsi \(id\)\.\n\nBuka halaman ini:\n\nhttp:\/\/[^\n]+\/beranda$/);
    await chooseAccountLanguage(account, 'en');
    await writeTo(account, news);
    expect((await OutboxMail.find({ to: email }).lean()).map(({ text }) => text!.split('\n')[0])).to.include(
      'Hello Sari,',
    );
  });

  it('says that somebody without an address, or who is gone, reads it on the page', async () => {
    const account = await somebody({ phone: `+6281${String(Date.now()).slice(-9)}` });
    const before = await OutboxMail.countDocuments();
    expect(await writeTo(account, news)).to.equal('page');
    expect(await reachOf(account)).to.equal('page');
    expect(await writeTo('0'.repeat(24), news)).to.equal('page');
    expect(await OutboxMail.countDocuments()).to.equal(before);
  });

  it('is undone with the change that it tells of, and comes once to each of several', async () => {
    const [one, other] = [newEmail(), `lain-${newEmail()}`];
    const ids = [await somebody({ email: one }), await somebody({ email: other })];
    await transaction(async (session) => {
      await writeToAll(ids, news, session);
      throw new Error('undone');
    }).catch(() => undefined);
    expect(await OutboxMail.countDocuments({ to: one })).to.equal(0);
    await writeToAll([...ids, ...ids], news);
    for (const email of [one, other]) expect(await OutboxMail.countDocuments({ to: email })).to.equal(1);
  });
});
