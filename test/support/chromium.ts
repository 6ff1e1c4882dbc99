/** A real browser that npm alone brings: no system package is needed, not even the libraries it is linked with. */
import { type Browser, chromium } from 'playwright-core';

/**
 * Launches headless Chromium. The package unpacks the shared libraries it needs (nss, nspr, expat) only where it believes
 * to be on Amazon Linux; we take them everywhere, so that a bare machine is enough.
 */
export async function launchChromium(): Promise<Browser> {
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x';
  const { default: packed } = await import('@sparticuz/chromium');
  return chromium.launch({
    executablePath: await packed.executablePath(),
    // Not the package's own list: it turns off the same-origin rule and would hide faults of ours.
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
    headless: true,
  });
}
