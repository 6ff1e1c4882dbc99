/** Run as a process of its own: waits for the agreed moment, opens the keys and prints what it got. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openCertificateSigner } from '../../src/platform/certificate-key.ts';
import { keyCheckValue, openKeys } from '../../src/platform/keys.ts';

const [directory = '', startAt = '0'] = process.argv.slice(2);
await sleep(Math.max(0, Number(startAt) - Date.now()));

const keys = await openKeys(directory, { dataExists: false });
const signer = await openCertificateSigner(keys, async () => ({
  kid: String(process.pid),
  privateKey: '-----BEGIN PRIVATE KEY-----',
  certificate: '-----BEGIN CERTIFICATE-----',
  createdAt: new Date().toISOString(),
}));
process.stdout.write(JSON.stringify({ check: keyCheckValue(keys), signer: signer.kid }));
