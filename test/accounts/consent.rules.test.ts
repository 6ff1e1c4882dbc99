import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { consentVersion } from '../../src/features/accounts/consent.rules.ts';
import { readCatalogue } from '../../src/platform/i18n.ts';

/** What each version of the consent text was. New words need a new version here and in consent.rules.ts. */
const published: Record<string, string> = {
  '2026-11': 'c991bda285b43a5fe3f03eca687c2201a0c06440b902d478b1ce6b59a1a29e19',
};

describe('the consent text', () => {
  it('is the one that its version names', () => {
    const { id, en } = readCatalogue();
    const parts = ['Purpose', 'Who', 'Time', 'Rights', 'Agree'].map((part) => `accounts.consent${part}`);
    const words = parts.flatMap((part) => [id[part], en[part]]).join('\n');
    expect(createHash('sha256').update(words).digest('hex')).to.equal(published[consentVersion]);
  });
});
