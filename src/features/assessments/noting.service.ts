/** What becomes of the certificate is noted on its case, so that the candidate's pages say what is so. */
import mongoose from 'mongoose';
import { transaction } from '../../platform/database.ts';
import { type CaseFilter, changeCase } from './case.service.ts';
import { caseStates } from './case.states.ts';
import { type CertificateState, certificateStates } from './certificate.states.ts';

type Noted = Readonly<{ case: string; validUntil: string }>;

/** The news may come twice, and after that of a revocation: then it changes nothing. */
export const noteIssued = (news: Noted): Promise<void> =>
  note(news, certificateStates.after('issue').state, { certificate: mongoose.trusted({ $exists: false }) });

export const noteRevoked = (news: Noted): Promise<void> =>
  note(news, certificateStates.after('revoke').state, {
    'certificate.state': mongoose.trusted({ $in: [...certificateStates.sets.notRevoked, null] }),
  });

async function note({ case: caseId, validUntil }: Noted, state: CertificateState, unnoted: CaseFilter): Promise<void> {
  const change = () => ({ certificate: { state, validUntil: new Date(validUntil) } });
  const deed = { by: 'system', action: 'assessments.noteCertificate' };
  await transaction((session) =>
    changeCase({ _id: caseId, ...caseStates.before('noteCertificate'), ...unnoted }, change, deed, session),
  );
}
