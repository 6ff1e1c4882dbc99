/** Issuing: once for a case, with a number without gaps, as one PDF that is never made again. */
import { createHash } from 'node:crypto';
import { type ClientSession, Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { isDuplicate, transaction } from '../../platform/database.ts';
import { publish } from '../../platform/events.ts';
import { keepBytes } from '../../platform/files/index.ts';
import { translator } from '../../platform/i18n.ts';
import { createOne } from '../../platform/model.ts';
import { signPdf } from '../../platform/signing/sign-pdf.ts';
import { comparable } from '../../platform/text.rules.ts';
import { writeTo } from '../accounts/index.ts';
import { findDecidedCase } from '../assessments/index.ts';
import { renderCertificate } from './certificate.document.ts';
import type { CertificateSnapshot } from './document/snapshot.ts';
import { CertificateModel } from './certificate.model.ts';
import { type Certificate, findCertificate, plainCertificate } from './certificate.service.ts';
import { releaseHeld } from './held.service.ts';
import { letters } from './certificates.mail.ts';
import { seriesOf } from './number.rules.ts';
import { openSeries, takeNumber } from './number.service.ts';
import { type Plan, planIssue, printedSnapshot } from './plan.service.ts';

declare module '../../platform/events.ts' {
  interface Events {
    /** Days as ISO strings: events are kept as JSON. */
    'certificate.issued': { certificate: string; case: string; enrolment: string; account: string; validUntil: string };
  }
}

/**
 * The certificate of a case that the panel found competent: issued now, or the one that was issued before. Of two at once
 * one issues, and both get the same. Undefined when the case is not decided or not competent.
 * @throws CertificateHeld when it has to wait for somebody to mend what it would carry.
 */
export async function issueCertificate(caseId: string, now: Date): Promise<Certificate | undefined> {
  const decided = await findDecidedCase(caseId);
  if (decided?.outcome !== 'competent') return undefined;
  const issued = await findCertificate({ case: caseId });
  if (issued) {
    await releaseHeld(caseId);
    return issued;
  }
  const plan = await planIssue(decided, now);
  await openSeries(seriesOf(plan.issuedAt));
  try {
    return await transaction((session) => issueIn(session, plan));
  } catch (error) {
    const theirs = isDuplicate(error) ? await findCertificate({ case: caseId }) : undefined;
    // A duplicate of anything else than this case is a fault, and the event that asked for a certificate stays undone.
    if (!theirs) throw error;
    return theirs;
  }
}

async function issueIn(session: ClientSession, plan: Plan): Promise<Certificate> {
  const { decided, issuedAt } = plan;
  const stored = await CertificateModel.findOne({ case: decided.id }).session(session).lean();
  if (stored) return plainCertificate(stored);

  // From here on another issuer of this series waits or starts over, so a number that is given up was never seen.
  const number = await takeNumber(seriesOf(issuedAt), session);
  const snapshot = printedSnapshot(plan, number);
  const certificate = await store(plan, snapshot, await print(plan, snapshot), session);
  await releaseHeld(decided.id, session);
  await tellWorld(certificate, session);
  return certificate;
}

async function print({ signer, signedAt }: Plan, snapshot: CertificateSnapshot): Promise<Buffer> {
  const reason = translator('id')('certificates.signatureReason', { number: snapshot.number });
  return signPdf(await renderCertificate(snapshot), signer, { signedAt, reason, name: snapshot.schoolName });
}

async function store(plan: Plan, snapshot: CertificateSnapshot, pdf: Buffer, session: ClientSession) {
  const { decided, code, signer, issuedAt } = plan;
  const kept = { name: `sertifikat-${snapshot.number}.pdf`, kind: 'pdf', owner: decided.account } as const;
  const file = await keepBytes(pdf, { ...kept, purpose: 'certificates.pdf' }, session);
  const ids = { enrolment: decided.enrolment, account: decided.account, cohort: decided.cohort };
  const places = { programme: decided.programme, body: decided.body, file: file.id };
  const made = await createOne(
    CertificateModel,
    {
      number: snapshot.number,
      code,
      case: new Types.ObjectId(decided.id),
      ...mapValues({ ...ids, ...places }),
      scheme: decided.scheme,
      cycle: decided.cycle,
      minuteNumber: decided.minuteNumber,
      searchName: comparable(snapshot.holderName),
      snapshot,
      sha256: createHash('sha256').update(pdf).digest('hex'),
      signature: {
        signerName: signer.certificate.commonName,
        fingerprint: signer.certificate.fingerprint,
        isCertified: signer.isCertified,
      },
      issuedAt,
      validUntil: snapshot.validUntil,
      state: 'valid',
      isNameHidden: false,
      refusals: [],
    },
    session,
  );
  return plainCertificate(made);
}

const mapValues = <Name extends string>(ids: Record<Name, string>) =>
  Object.fromEntries(Object.entries<string>(ids).map(([name, id]) => [name, new Types.ObjectId(id)])) as Record<
    Name,
    Types.ObjectId
  >;

async function tellWorld(certificate: Certificate, session: ClientSession): Promise<void> {
  const { id, number, case: caseId, account, enrolment, sha256, validUntil } = certificate;
  const target = { kind: 'certificate', id };
  const detail = { number, sha256 };
  await recordAudit({ actor: 'system', action: 'certificates.issue', target, after: certificate, detail }, session);
  const news = { certificate: id, case: caseId, enrolment, account, validUntil: validUntil.toISOString() };
  await publish('certificate.issued', news, session);
  await writeTo(account, letters.issued(certificate), session);
}
