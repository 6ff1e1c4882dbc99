import { writeFile } from 'node:fs/promises';
import { expect } from 'chai';
import { latestVerification, recordVerification } from '../../src/features/operations/audit-check.service.ts';
import { recordAudit } from '../../src/platform/audit.ts';
import { anchorFile } from '../../src/platform/audit-anchor.ts';
import { useDirectory } from '../platform/use-keys.ts';
import { useDatabase } from '../support/database.ts';

describe('the verdict on the audit trail', () => {
  useDatabase();
  const directory = useDirectory();
  const record = () => recordAudit({ actor: 'system', action: 'did', target: { kind: 'thing', id: '1' } });

  it('says so when the anchors cannot be read any more, instead of what it said before', async () => {
    await record();
    expect(await recordVerification(directory())).to.deep.equal({ ok: true, entries: 1 });
    await writeFile(anchorFile(directory()), '{"at":"2026-11-2\n');
    await record();
    expect(await recordVerification(directory())).to.include({ ok: false, why: 'anchor-unreadable' });
    expect(await latestVerification()).to.include({ isWhole: false, brokenAt: '0', why: 'anchor-unreadable' });
  });
});
