import { expect } from 'chai';
import { TOTP } from 'otpauth';
import type { AssessmentCase } from '../../src/features/assessments/case.service.ts';
import { moveExam } from '../../src/features/assessments/exam-day.service.ts';
import { openCase } from '../../src/features/assessments/opening.service.ts';
import { revokeRole } from '../../src/features/accounts/index.ts';
import type { Cohort } from '../../src/features/programmes/index.ts';
import { now, setClock } from '../../src/platform/clock.ts';
import { KeptForm } from '../../src/platform/refused-forms/kept-form.model.ts';
import { aCandidate, aMember, anAssessment, anAssessor, totpSecret } from '../assessments/a-case.ts';
import { assignmentId } from '../assignments/a-work.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { aCohort, aLearner, password } from '../support/classroom.ts';

const unit = 'G.46PEI01.001.2';
const typed = 'Baris satu: "kutip" & <b>tebal</b> \\ garis\r\n\r\nBaris tiga, 100 % é 🙂';
const asRead = typed.replaceAll('\r\n', '\n');
const minute = 60_000;
const codesUsed = new Map<string, number>();

describe('a form that is refused', function () {
  this.timeout(120_000);
  const app = useApp();
  let cohort: Cohort;
  let assessment: AssessmentCase;
  let assessor: { id: string; email: string };
  let stranger: { id: string; email: string };
  let learner: Awaited<ReturnType<typeof aLearner>>;
  let turnBack: () => void = () => undefined;

  /** From this moment on the clock is ahead by so much. */
  const wait = (milliseconds: number) => {
    turnBack();
    turnBack = setClock(() => new Date(Date.now() + milliseconds));
  };

  const enter = async (browser: Browser, email: string) => {
    // A code counts once, and those of later periods are as good when the clock is there.
    const ahead = 30_000 * (codesUsed.get(email) ?? 0);
    wait(ahead);
    if (!browser.path.startsWith('/masuk')) await browser.open('/masuk');
    await browser.submit('/masuk', { contact: email, password });
    if (browser.path !== '/masuk/kode') return browser;
    codesUsed.set(email, (codesUsed.get(email) ?? 0) + 1);
    const code = new TOTP({ secret: totpSecret }).generate({ timestamp: Date.now() + ahead });
    return browser.submit('/masuk/kode', { code });
  };
  const isSignedIn = (email: string) => enter(new Browser(app.address), email);

  before(async () => {
    cohort = await aCohort(new Date());
    learner = await aLearner(cohort, new Date());
    const [examiner, candidate, other] = [
      await anAssessor(cohort),
      await aCandidate(cohort),
      await aMember('assessor', cohort.body),
    ];
    assessment = await anAssessment(await openCase(candidate.completed, new Date()), new Date());
    await moveExam(assessment.id, assessment.assessor!, new Date(), new Date());
    [assessor, stranger] = [examiner, other];
  });
  afterEach(() => {
    turnBack();
    turnBack = () => undefined;
  });

  const finding = () => `/asesor/${assessment.id}/unit/${unit}`;
  const work = () => `/kelas/${cohort.id}/tugas/${assignmentId}`;

  /** A page with a form, what is typed into it, and how it shows there. */
  const forms = {
    'staff, urlencoded': {
      email: () => assessor.email,
      page: finding,
      send: (browser: Browser) =>
        browser.submit(`/unit/${unit}`, {
          finding: typed,
          recommendation: 'competent',
          methods: ['observation'],
          missing: 'Faktur',
        }),
      expectBack: (browser: Browser) => {
        const form = browser.page.querySelector(`form[action$="/unit/${unit}"]`)!;
        expect(form.querySelector('[name=finding]')!.text).to.equal(asRead);
        expect(form.querySelector('[name=missing]')!.text).to.equal('Faktur');
        expect(form.querySelector('[name=recommendation][value=competent]')!.hasAttribute('checked')).to.equal(true);
        expect(form.querySelector('[name=methods][value=observation]')!.hasAttribute('checked')).to.equal(true);
      },
    },
    'staff, multipart': {
      email: () => assessor.email,
      page: () => `${finding()}/bukti`,
      send: (browser: Browser) =>
        browser.submit('/bukti', { title: 'Simulasi "A"', account: typed, madeOn: '2026-11-20' }, [
          { field: 'files', name: 'a.pdf', bytes: Buffer.alloc(300_000, 'x') },
        ]),
      expectBack: (browser: Browser) => {
        const form = browser.page.querySelector('form[action$="/bukti"]')!;
        expect(form.querySelector('[name=title]')!.getAttribute('value')).to.equal('Simulasi "A"');
        expect(form.querySelector('[name=account]')!.text).to.equal(asRead);
        expect(form.querySelector('[name=madeOn]')!.getAttribute('value')).to.equal('2026-11-20');
        expect(browser.text).to.contain('pilih lagi berkasnya');
      },
    },
    'learner, multipart': {
      email: () => learner.email,
      page: work,
      send: (browser: Browser) => browser.submit('/draf', { text: typed }),
      expectBack: (browser: Browser) => expect(browser.page.querySelector('[name=text]')!.text).to.equal(asRead),
    },
    'learner, urlencoded': {
      email: () => learner.email,
      page: () => '/akun/hp',
      send: (browser: Browser) => browser.submit('/akun/hp', { phone: '0812 3456 7890', current: password }),
      expectBack: (browser: Browser) => {
        expect(browser.page.querySelector('[name=phone]')!.getAttribute('value')).to.equal('0812 3456 7890');
        expect(browser.html, 'a password').not.to.contain(password);
        expect(browser.text).to.contain('tidak kami simpan');
      },
    },
  } as const;

  /** Ways in which a session ends while the page is open. */
  const endings: Record<string, (browser: Browser) => Promise<unknown> | unknown> = {
    'signed out in another tab': (browser) => browser.twin().submit('/keluar'),
    'signed out everywhere': (browser) => browser.twin().post('/akun/keluar-semua', { confirmed: 'yes' }),
    'twelve hours over': () => wait(12 * 60 * minute + 1),
  };

  for (const [kind, form] of Object.entries(forms)) {
    for (const [ending, end] of Object.entries(endings)) {
      it(`comes back after signing in: ${kind}, ${ending}`, async () => {
        const browser = await isSignedIn(form.email());
        await browser.open(form.page());
        await end(browser);
        await form.send(browser);
        expect(browser.status).to.equal(401);
        expect(browser.text).to.contain('Masuk').and.contain('disimpan satu jam');
        await browser.follow('Masuk');
        turnBack();
        await enter(browser, form.email());
        expect(browser.status, browser.text).to.equal(200);
        form.expectBack(browser);
        await form.send(browser);
        expect(browser.status, 'sent by one press').to.be.oneOf([200, 422]);
        expect(browser.text).not.to.contain('Belum terkirim');
      });
    }

    it(`is shown again, filled in, to who signed in anew in another tab: ${kind}`, async () => {
      const browser = await isSignedIn(form.email());
      await browser.open(form.page());
      const { html, path } = browser;
      await browser.submit('/keluar');
      await enter(await browser.open('/masuk'), form.email());
      Object.assign(browser, { html, path });
      await form.send(browser);
      expect(browser.status).to.equal(403);
      expect(browser.text).to.contain('Belum terkirim');
      form.expectBack(browser);
      browser.path = path;
      await form.send(browser);
      expect(browser.status, browser.text).to.be.oneOf([200, 422]);
    });

    it(`is shown to nobody else who signs in there: ${kind}`, async () => {
      const browser = await isSignedIn(form.email());
      await browser.open(form.page());
      await browser.twin().submit('/keluar');
      await form.send(browser);
      expect(browser.html).not.to.contain('Baris satu');
      await browser.follow('Masuk');
      await enter(browser, stranger.email);
      expect(browser.status).to.equal(410);
      expect(browser.html).not.to.contain('Baris satu').and.not.to.contain('0812 3456');
    });

    it(`is not sent in another person's name: ${kind}`, async () => {
      const browser = await isSignedIn(form.email());
      await browser.open(form.page());
      const { html, path } = browser;
      await browser.submit('/keluar');
      await enter(await browser.open('/masuk'), stranger.email);
      Object.assign(browser, { html, path });
      await form.send(browser);
      expect(browser.status).to.equal(403);
      expect(browser.text).to.contain('dengan akun lain');
      expect(browser.html).not.to.contain('Baris satu').and.not.to.contain('0812 3456');
    });
  }

  it('comes back to staff who were away for half an hour', async () => {
    const browser = await isSignedIn(assessor.email);
    await browser.open(finding());
    wait(31 * minute + 30_000 * codesUsed.get(assessor.email)!);
    await forms['staff, urlencoded'].send(browser);
    expect(browser.status).to.equal(401);
    await browser.follow('Masuk');
    turnBack();
    await enter(browser, assessor.email);
    forms['staff, urlencoded'].expectBack(browser);
  });

  it('keeps nothing readable, and nothing for long', async () => {
    const browser = await isSignedIn(assessor.email);
    await browser.open(finding());
    await browser.twin().submit('/keluar');
    await KeptForm.deleteMany({});
    await forms['staff, urlencoded'].send(browser);
    const kept = await KeptForm.find().lean();
    expect(kept).to.have.lengthOf(1);
    expect(JSON.stringify(kept)).not.to.contain('Baris').and.not.to.contain('finding');
    expect(kept[0]!.until.getTime()).to.be.at.most(now().getTime() + 60 * minute);
    await browser.follow('Masuk');
    const address = new URL(browser.path, app.address).searchParams.get('kembali')!;
    await enter(browser, assessor.email);
    expect(browser.status).to.equal(200);
    wait(62 * minute + 30_000 * codesUsed.get(assessor.email)!);
    await browser.open('/beranda');
    await enter(await browser.open('/masuk'), assessor.email);
    await KeptForm.updateMany({}, { $set: { until: new Date(now().getTime() - 1) } });
    await browser.open(address);
    expect(browser.status).to.equal(410);
  });

  it('keeps at most twenty for an account', async () => {
    const browser = await isSignedIn(learner.email);
    await browser.open('/akun/hp');
    await browser.twin().submit('/keluar');
    const { html, path } = browser;
    for (let count = 0; count < 23; count += 1) {
      Object.assign(browser, { html, path });
      await browser.submit('/akun/hp', { phone: `08123456${count}`, current: password });
    }
    expect(await KeptForm.countDocuments({ account: learner.account })).to.equal(20);
  });

  it('keeps nothing that another site sent, or whose token we did not make', async () => {
    const browser = await isSignedIn(assessor.email);
    await browser.open(finding());
    const { token } = browser;
    await browser.twin().submit('/keluar');
    await KeptForm.deleteMany({});
    const planted = { finding: 'ditanam' };
    const signature = token.slice(token.lastIndexOf('.'));
    for (const [fields, headers] of [
      [{ _csrf: token, ...planted }, { origin: 'https://jahat.example' }],
      [{ _csrf: token, ...planted }, { origin: 'null' }],
      [{ _csrf: token, ...planted }, { 'sec-fetch-site': 'cross-site' }],
      [{ _csrf: 'x'.repeat(256), ...planted }, {}],
      [
        {
          _csrf: `a.${Buffer.from(JSON.stringify([assessor.id, finding()])).toString('base64url')}${signature}`,
          ...planted,
        },
        {},
      ],
      [planted, {}],
    ] as [Record<string, string>, Record<string, string>][]) {
      const visitor = new Browser(app.address);
      await visitor.post(finding(), fields, headers);
      expect(visitor.status).to.be.oneOf([401, 403]);
      expect(visitor.html).not.to.contain('ditanam');
    }
    expect(await KeptForm.countDocuments({})).to.equal(0);
  });

  describe('of a visitor', () => {
    /** The session's cookie is gone, as after a browser was closed. */
    const forgetful = async (path: string) => {
      const before = await new Browser(app.address).open(path);
      return Object.assign(new Browser(app.address), { path: before.path, html: before.html });
    };

    it('stands there again with a new token: signing up', async () => {
      const browser = await forgetful('/daftar-akun?kembali=/akun');
      const email = `baru${Date.now()}@example.org`;
      const secret = 'perahu kertas biru';
      await browser.submit('/daftar-akun', { name: "Sari 'Ayu' W", contact: email, password: secret, agreed: 'on' });
      expect(browser.status).to.equal(403);
      expect(browser.text).to.contain('Belum terkirim');
      expect(browser.html).not.to.contain(secret);
      expect(browser.page.querySelector('[name=name]')!.getAttribute('value')).to.equal("Sari 'Ayu' W");
      await browser.submit('/daftar-akun', { password: secret });
      expect(browser.path, browser.text).to.equal('/akun');
    });

    it('stands there again with a new token: signing in', async () => {
      const browser = await forgetful(`/masuk?kembali=${encodeURIComponent('/akun/hp')}`);
      await browser.submit('/masuk', { contact: learner.email, password });
      expect(browser.status).to.equal(403);
      expect(browser.page.querySelector('[name=contact]')!.getAttribute('value')).to.equal(learner.email);
      await browser.submit('/masuk', { password });
      expect(browser.path, browser.text).to.equal('/akun/hp');
    });

    it('stands there again with a new token: a forgotten password, the check of a certificate', async () => {
      const browser = await forgetful('/lupa-sandi');
      await browser.submit('/lupa-sandi', { contact: 'x@example.org' });
      expect(browser.status).to.equal(403);
      await browser.submit('/lupa-sandi');
      expect(browser.path).to.equal('/lupa-sandi/terkirim');
      const checking = await forgetful('/periksa');
      await checking.submit('/periksa', {}, [{ field: 'berkas', name: 'a.pdf', bytes: Buffer.from('%PDF-1.4') }]);
      expect(checking.status).to.equal(403);
      expect(checking.text).to.contain('pilih lagi berkasnya');
      expect(checking.page.querySelector('form[action="/periksa"]')).not.to.equal(null);
    });

    it('who tried too often keeps what was typed', async () => {
      const browser = await new Browser(app.address).open('/masuk');
      for (let count = 0; count < 12 && browser.status !== 429; count += 1) {
        await browser.submit('/masuk', { contact: 'siapa@example.org', password: 'salah sekali' });
      }
      expect(browser.status).to.equal(429);
      expect(browser.headers.get('retry-after')).to.match(/^\d+$/);
      expect(browser.page.querySelector('[name=contact]')!.getAttribute('value')).to.equal('siapa@example.org');
      expect(browser.text).to.contain('Terlalu banyak percobaan');
    });
  });

  it('shows what was typed to somebody whose role was taken away meanwhile', async () => {
    const browser = await isSignedIn(assessor.email);
    await browser.open(finding());
    await revokeRole(assessor.id, { role: 'assessor', scope: cohort.body }, '0'.repeat(24), new Date());
    await forms['staff, urlencoded'].send(browser);
    expect(browser.status).to.equal(401);
    await browser.follow('Masuk');
    await enter(browser, assessor.email);
    expect(browser.status).to.equal(200);
    expect(browser.text).to.contain('Yang tadi Anda tulis');
    expect(browser.page.querySelectorAll('textarea').map((area) => area.text)).to.include(asRead);
    await browser.submit(`/unit/${unit}`);
    expect(browser.status, 'the route decides for itself').to.be.oneOf([403, 404]);
    expect(browser.page.querySelectorAll('textarea').map((area) => area.text)).to.include(asRead);
  });
});
