/** npm run audit:verify: walks the whole audit trail; exit code 1 when it was altered. */
import { type AuditVerdict, verifyAudit } from '../platform/audit.ts';
import { readConfig } from '../platform/config.ts';
import { connectDatabase, disconnectDatabase } from '../platform/database.ts';
import { installKeys, openKeys } from '../platform/keys.ts';
import { runCommand } from './run-command.ts';
import { showProgress } from './progress.ts';

await runCommand(async () => {
  const config = readConfig();
  installKeys(await openKeys(config.keysDirectory, { dataExists: true }));
  await connectDatabase(config);
  try {
    const show = showProgress();
    const verdict = await verifyAudit(config.dataDirectory, (checked) => show('entries checked', checked));
    console.log(describe(verdict));
    if (!verdict.ok) process.exitCode = 1;
  } finally {
    await disconnectDatabase();
  }
});

function describe(verdict: AuditVerdict): string {
  if (verdict.ok) return `The audit trail is whole: ${verdict.entries} entries.`;
  return `The audit trail is broken at ${verdict.brokenAt}: ${verdict.why}. ${verdict.entries} entries before it hold.`;
}
