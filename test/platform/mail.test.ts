import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { setClock } from '../../src/platform/clock.ts';
import { transaction } from '../../src/platform/database.ts';
import { runDueJobs } from '../../src/platform/jobs/index.ts';
import { Job } from '../../src/platform/jobs/job.model.ts';
import { installMail, queueMail } from '../../src/platform/mail/index.ts';
import { OutboxMail } from '../../src/platform/mail/mail.model.ts';
import { useDatabase } from '../support/database.ts';
import { SmtpServer } from './smtp-server.ts';

const letter = {
  to: 'ani@contoh.id',
  subject: 'Tautan Anda – ✓',
  text: 'Halo Ani.\n\nhttps://layar.example/atur/rahasia',
};

describe('the mail outbox', () => {
  useDatabase();
  let dataDirectory: string;
  const settings = (smtpUrl?: string) => ({
    smtpUrl,
    dataDirectory,
    mailFrom: 'sekolah@contoh.id',
    baseUrl: new URL('https://layar.example'),
    school: { name: 'Sekolah Ekspor' },
  });
  const outbox = () => path.join(dataDirectory, 'outbox');

  before(async () => {
    dataDirectory = await mkdtemp(path.join(os.tmpdir(), 'layar-mail-'));
  });
  after(() => rm(dataDirectory, { recursive: true }));
  beforeEach(async () => {
    await OutboxMail.deleteMany({});
    await Job.deleteMany({});
    await rm(outbox(), { recursive: true, force: true });
  });

  describe('without a mail server', () => {
    beforeEach(() => installMail(settings()));

    it('writes each letter as a file that only its owner reads', async () => {
      await queueMail(letter);
      await runDueJobs();
      const names = await readdir(outbox());
      expect(names)
        .to.have.length(1)
        .and.match(/^[0-9a-f]{24}\.eml$/);
      const file = path.join(outbox(), names[0]!);
      expect((await stat(file)).mode & 0o777).to.equal(0o600);
      const content = await readFile(file, 'latin1');
      expect(content).to.include('To: ani@contoh.id\r\n').and.include('From: Sekolah Ekspor <sekolah@contoh.id>\r\n');
      expect(content)
        .to.include('text/plain')
        .and.include('text/html')
        .and.include('https://layar.example/atur/rahasia');
      expect(content).to.match(new RegExp(`Message-ID: <${names[0]!.slice(0, 24)}@layar.example>`, 'i'));
    });

    it('keeps the record of a sent letter and forgets its text', async () => {
      await queueMail(letter);
      await runDueJobs();
      const [kept] = await OutboxMail.find().lean();
      expect(kept).to.include({ to: letter.to, subject: letter.subject }).and.not.have.property('text');
      expect(kept!.sentAt).to.be.a('date');
    });

    it('sends no letter of a change that was given up', async () => {
      const change = transaction(async (session) => {
        await queueMail(letter, session);
        throw new Error('given up');
      });
      await change.catch(() => undefined);
      await runDueJobs();
      expect(await OutboxMail.countDocuments()).to.equal(0);
    });

    it('refuses a letter with a second header before it is kept', async () => {
      const error = await queueMail({ ...letter, subject: 'Halo\r\nBcc: budi@contoh.id' }).catch(
        (thrown: Error) => thrown,
      );
      expect(error).to.have.property('name', 'InvalidMail');
      expect(await OutboxMail.countDocuments()).to.equal(0);
    });

    it('lets a change stand whose letter has no address to go to', async () => {
      await transaction(async (session) => {
        await queueMail({ ...letter, to: 'ani.@gmail.com' }, session);
        await queueMail(letter, session);
      });
      expect((await OutboxMail.find().lean()).map(({ to }) => to)).to.deep.equal([letter.to]);
    });
  });

  describe('with a mail server', () => {
    const server = new SmtpServer();
    before(async () => installMail(settings(await server.listen())));
    after(() => server.close());
    beforeEach(() => {
      server.deliveries.length = 0;
      server.refusal = undefined;
    });

    it('hands the letter over to that one recipient', async () => {
      await queueMail(letter);
      await runDueJobs();
      expect(server.deliveries.map(({ to }) => to)).to.deep.equal([['<ani@contoh.id>']]);
      expect(server.deliveries[0]!.content).to.include('Subject: =?UTF-8?');
    });

    it('tries again while the server refuses, and keeps no address in the error', async () => {
      server.refusal = '451 ani@contoh.id is busy';
      await queueMail(letter);
      await runDueJobs();
      const [waiting] = await Job.find().lean();
      expect(waiting).to.include({ state: 'waiting', attempts: 1 });
      expect(waiting!.lastError).to.include('451').and.not.include('ani@');

      server.refusal = undefined;
      const restore = setClock(() => new Date(Date.now() + 60_000));
      await runDueJobs();
      restore();
      expect(server.deliveries).to.have.length(1);
    });
  });
});
