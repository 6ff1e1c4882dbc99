import { expect } from 'chai';
import type { Actor } from '../../src/features/accounts/index.ts';
import { registerPolicy } from '../../src/features/assessors/register.policy.ts';

describe('who may keep the register of assessors', () => {
  const ratna: Actor = { id: 'ratna', name: 'Ratna', roles: [{ role: 'certification-manager', scope: 'lsp' }] };

  it('is a manager, for the register of their own body alone', () => {
    expect(registerPolicy.keep(ratna, { entry: { body: 'lsp' } }).allowed).to.equal(true);
    expect(registerPolicy.keep(ratna, { entry: { body: 'lsp lain' } }).allowed).to.equal(false);
  });
});
