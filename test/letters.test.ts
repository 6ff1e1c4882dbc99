import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { letters as accounts } from '../src/features/accounts/accounts.mail.ts';
import { asMail, type Compose, type Letters } from '../src/features/accounts/letter.rules.ts';
import { letters as admissions } from '../src/features/admissions/admissions.mail.ts';
import { letters as assessments } from '../src/features/assessments/assessments.mail.ts';
import { letters as assignments } from '../src/features/assignments/assignments.mail.ts';
import { letters as certificates } from '../src/features/certificates/certificates.mail.ts';
import { letters as closing } from '../src/features/closing/closing.mail.ts';
import { letters as panels } from '../src/features/panels/panels.mail.ts';
import { letters as programmes } from '../src/features/programmes/programmes.mail.ts';
import { letters as quizzes } from '../src/features/quizzes/quizzes.mail.ts';
import { languages } from '../src/platform/i18n.ts';
import { checkMail } from '../src/platform/mail/mail.rules.ts';

/** What each letter is about; more than one sample where it is not always the same sentence. */
type Samples<All extends Letters> = { [Name in keyof All]: readonly Parameters<All[Name]>[] };

const id = '6b0cf28f32950c47fd395d1d';
const at = new Date('2026-12-04T03:00:00Z');
const one = { id, number: 'UK-2026-0007', examOn: at, offeredAt: at };
const minute = { id, number: 'BA-2026-0003', heldOn: at, place: 'Kantor Sekolah Ekspor' };
const certificate = { id, number: 'LYR-2026-0001' };
const title = { id: 'Menghitung harga', en: 'Calculating a price' };
const snapshot = { verifyUrl: 'https://layar.example/v/ABCD' } as never;
const revocation = { reason: 'fraud', note: 'Rahasia.', by: id, at, approvedBy: id, approvedAt: at } as never;

const ofAccounts: Samples<typeof accounts> = {
  reset: [['/atur-sandi/tanda']],
  invitation: [[{ role: 'assessor' }, at, '/undangan/tanda']],
  news: (
    ['passwordChanged', 'secondFactorOn', 'secondFactorOff', 'emailChanged', 'phoneChanged', 'nameChanged'] as const
  ).map((news) => [news, at, '/lupa-sandi'] as const),
  emailCode: [['123456']],
  emailTaken: [[]],
};
const application = { cohort: id, number: 'PD-2026-0001', reason: 'Belum berusaha.' };
const ofAdmissions: Samples<typeof admissions> = {
  news: (['received', 'accepted', 'refused', 'needs-fixing'] as const).map((news) => [news, application] as const),
  waiting: [
    [1, title],
    [3, title],
  ],
};
const ofAssessments: Samples<typeof assessments> = {
  opened: [[one]],
  accepted: [[one]],
  begun: [[one]],
  examMoved: [[one]],
  assessorGone: [[one]],
  recommended: [[one]],
  offered: [[one, at]],
  signatureWaits: [[one]],
  readyToAssess: [[one]],
  lapsed: [[one]],
  replaced: [[one]],
  nobodyFound: [[one]],
  recommendationWaits: [[one]],
};
const ofPanels: Samples<typeof panels> = {
  setAside: [[one]],
  decided: [[one]],
  takenAway: [[one]],
  meeting: [[minute]],
  meetingMoved: [[minute]],
  notOnPanel: [[minute]],
  minuteWaits: [[minute]],
  signatureGone: [[minute]],
};
const ofAssignments: Samples<typeof assignments> = {
  waiting: [
    [1, 'Angkatan 3'],
    [4, 'Angkatan 3'],
  ],
  marked: [
    ['accepted', id, { id: 'M04-T', title }],
    ['returned', id, { id: 'M04-T', title }],
  ],
};
const ofCertificates: Samples<typeof certificates> = {
  issued: [[{ number: certificate.number, snapshot, validUntil: at }]],
  revoked: [[{ number: certificate.number, revocation }]],
  held: [[id, 'UK-2026-0007', 'Sari Wulandari', 'address']],
  revocationWaits: [[certificate]],
  revocationRefused: [[certificate]],
  revocationDone: [[certificate]],
  replaced: (['name', 'signatory', 'particulars'] as const).map(
    (reason) => [certificate, { number: 'LYR-2026-0002', snapshot, validUntil: at }, reason] as const,
  ) as never,
  replacementWaits: [[certificate]],
  replacementRefused: [[certificate]],
  replacementDone: [[certificate, { id, number: 'LYR-2026-0002' }]],
  replacementOvertaken: [[certificate]],
};
const ofClosing: Samples<typeof closing> = {
  closing: (['learner', 'staff', 'applicant'] as const).flatMap((as) =>
    (['over', 'back'] as const).map((news) => [news, { as, path: `/kelas/${id}` }, title] as const),
  ),
};
const ofProgrammes: Samples<typeof programmes> = {
  rolesGiven: [[['instructor', 'mentor'], 'Angkatan 3']],
  rolesTaken: [[['verifier'], 'Angkatan 3']],
};
const ofQuizzes: Samples<typeof quizzes> = {
  granted: [[{ cohort: id, module: '04-pos-tarif', quiz: { title } }]],
};

const composed = (all: Letters, samples: Readonly<Record<string, readonly (readonly unknown[])[]>>) =>
  Object.entries(all).flatMap(([name, letter]) =>
    samples[name]!.map((about) => [name, (letter as (...values: readonly unknown[]) => Compose)(...about)] as const),
  );
const features: Readonly<Record<string, readonly (readonly [string, Compose])[]>> = {
  accounts: composed(accounts, ofAccounts),
  admissions: composed(admissions, ofAdmissions),
  assessments: composed(assessments, ofAssessments),
  assignments: composed(assignments, ofAssignments),
  certificates: composed(certificates, ofCertificates),
  closing: composed(closing, ofClosing),
  panels: composed(panels, ofPanels),
  programmes: composed(programmes, ofProgrammes),
  quizzes: composed(quizzes, ofQuizzes),
};

const folder = 'src/features';
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const site = 'https://layar.example';
const reader = { email: 'sari@contoh.id', name: 'Sari Nur’aini' };

describe('letters', () => {
  const having = (text: RegExp) => sources.filter((name) => text.test(readFileSync(path.join(folder, name), 'utf8')));

  it('are those of every feature that writes any', () => {
    const writing = having(/\b(writeTo|writeAt)\w*\(/).map((name) => path.dirname(name));
    expect(Object.keys(features)).to.have.members([...new Set(writing)]);
  });

  it('are made in one file a feature', () => {
    const making = having(/\bsatisfies Letters\b|\): Compose =>/);
    expect(making).to.have.members(Object.keys(features).map((feature) => `${feature}/${feature}.mail.ts`));
    expect(sources.filter((name) => name.endsWith('.mail.ts'))).to.have.members(making);
  });

  it('are queued in one place, which greets and gives the address', () => {
    expect(having(/queueMail\(/)).to.deep.equal(['accounts/writing.service.ts']);
  });

  for (const [feature, letters] of Object.entries(features)) {
    for (const language of languages) {
      it(`of ${feature} greet by name, lead to a page and say all that they mean to, in ${language}`, () => {
        for (const [name, compose] of letters) {
          const mail = checkMail(asMail({ ...reader, language }, compose, (page) => new URL(page, site).href));
          const lines = mail.text.split('\n');
          expect(lines[0], name).to.equal(language === 'id' ? 'Halo Sari Nur’aini,' : 'Hello Sari Nur’aini,');
          const links = lines.filter((line) => line.startsWith(site));
          expect(links, `${name}: an address on a line of its own`).to.not.have.length(0);
          expect(`${mail.subject} ${mail.text}`, name).to.not.match(/\{\{|undefined|\[object|Invalid Date|NaN/);
          expect(mail.subject, `${name}: no key for a sentence`).to.not.match(/^\w+\.\w+/);
          expect(mail.text, `${name}: no identity number`).to.not.match(/\d{13,}/);
          expect(mail.text, name).to.not.contain('Rahasia');
        }
      });
    }
  }
});
