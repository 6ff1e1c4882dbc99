/** npm run audit:verify: checks the whole audit trail; exit code 1 when it was altered. */
import { type AuditVerdict, verifyAudit } from '../platform/audit.ts';
import { installKeys, openKeys } from '../platform/keys.ts';
import { showProgress } from './progress.ts';
import { runCommand } from './run-command.ts';
import { withDatabase } from './with-database.ts';

await runCommand(async (_words, config) => {
  installKeys(await openKeys(config.keysDirectory, { dataExists: true }));
  await withDatabase(config, async () => {
    const show = showProgress();
    const verdict = await verifyAudit(config.dataDirectory, (checked) => show('entries checked', checked));
    console.log(describe(verdict));
    if (!verdict.ok) process.exitCode = 1;
  });
});

function describe(verdict: AuditVerdict): string {
  if (verdict.ok) return `The audit trail is whole: ${verdict.entries} entries.`;
  return `The audit trail is broken at ${verdict.brokenAt}: ${verdict.why}. The first ${verdict.entries} entries hold.`;
}
