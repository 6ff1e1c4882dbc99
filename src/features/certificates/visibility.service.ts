import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database.ts';
import { CertificateModel } from './certificate.model.ts';

type Named = Readonly<{ id: string; case: string }>;

/**
 * Hides the holder's name from strangers, or shows it again, on this certificate and on those whose place it took. Saying
 * the same twice changes nothing.
 */
export function setNameHidden({ id, case: caseId }: Named, isNameHidden: boolean, by: string): Promise<void> {
  return transaction(async (session) => {
    const changed = await CertificateModel.updateMany(
      { case: caseId, isNameHidden: !isNameHidden },
      { $set: { isNameHidden } },
      { session },
    );
    if (changed.modifiedCount === 0) return;
    const action = isNameHidden ? 'certificates.hideName' : 'certificates.showName';
    await recordAudit({ actor: by, action, target: { kind: 'certificate', id } }, session);
  });
}
