/** Printing a certificate once, and keeping it: PDF, snapshot and record, in the transaction that gave it its number. */
import { createHash } from 'node:crypto';
import { type ClientSession, Types } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { keepBytes } from '../../platform/files/index.ts';
import { translator } from '../../platform/i18n.ts';
import { tell } from '../../platform/moves.ts';
import { must } from '../../platform/must.ts';
import { signPdf } from '../../platform/signing/sign-pdf.ts';
import { comparable } from '../../platform/text.rules.ts';
import { renderCertificate } from './certificate.document.ts';
import { CertificateModel, type CertificateRecord } from './certificate.model.ts';
import { type Certificate, plainCertificate } from './certificate.service.ts';
import type { CertificateSnapshot } from './document/snapshot.ts';
import { type Plan, printedSnapshot } from './paper.service.ts';
import { certificateStates } from './standing.rules.ts';

declare module '../../platform/events.ts' {
  interface Events {
    /** Days as ISO strings: events are kept as JSON. */
    'certificate.issued': { certificate: string; case: string; enrolment: string; account: string; validUntil: string };
  }
}

type Ids = 'case' | 'enrolment' | 'account' | 'cohort' | 'programme' | 'body';
type Kept = 'scheme' | 'cycle' | 'minuteNumber' | 'edition' | 'supersedes' | 'isNameHidden' | 'request';
/** Whose certificate it is and which: all that is not printed. */
export type Place = Readonly<Record<Ids, string> & Pick<CertificateRecord, Kept>>;

export async function printNumbered(
  place: Place,
  plan: Plan,
  number: string,
  session: ClientSession,
): Promise<Certificate> {
  const snapshot = printedSnapshot(plan, number);
  const certificate = await store(place, plan, snapshot, await print(plan, snapshot), session);
  await tellWorld(certificate, session);
  return certificate;
}

async function print({ signer, signedAt }: Plan, snapshot: CertificateSnapshot): Promise<Buffer> {
  const reason = translator('id')('certificates.signatureReason', { number: snapshot.number });
  return signPdf(await renderCertificate(snapshot), signer, { signedAt, reason, name: snapshot.schoolName });
}

async function store(place: Place, plan: Plan, snapshot: CertificateSnapshot, pdf: Buffer, session: ClientSession) {
  const { code, signer, issuedAt } = plan;
  const { case: caseId, enrolment, account, cohort, programme, body, ...kept } = place;
  const name = `sertifikat-${snapshot.number}.pdf`;
  const about = { name, kind: 'pdf', owner: account, purpose: 'certificates.pdf' } as const;
  const file = await keepBytes(pdf, about, session);
  const [made] = await CertificateModel.create(
    [
      {
        ...kept,
        ...mapValues({ case: caseId, enrolment, account, cohort, programme, body, file: file.id }),
        number: snapshot.number,
        code,
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
        ...certificateStates.after('issue'),
        refusals: [],
      },
    ],
    { session },
  );
  return plainCertificate(must(made, 'the certificate').toObject());
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
  await tell(certificateStates, 'issue', news, session);
}
