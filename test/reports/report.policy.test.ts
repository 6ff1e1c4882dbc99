import { expect } from 'chai';
import { type Role, roles } from '../../src/features/accounts/index.ts';
import { reportPolicy } from '../../src/features/reports/report.policy.ts';

const programme = { id: 'a'.repeat(24), city: { code: '36.71' }, state: 'open' as const };
const holding = (role: Role, scope: string) => ({ id: '1'.repeat(24), name: 'Sari', roles: [{ role, scope }] });

describe('who may read reports', () => {
  for (const role of roles) {
    it(`a ${role} of the right place`, () => {
      const scope = role === 'labour-office' ? '36.71' : role === 'system-admin' ? 'system' : programme.id;
      const actor = holding(role, scope);
      const mayCount = role === 'programme-admin' || role === 'system-admin';
      expect(reportPolicy.funnel(actor, programme).allowed).to.equal(mayCount);
      expect(reportPolicy.office(actor).allowed).to.equal(role === 'labour-office');
      expect(reportPolicy.officeProgramme(actor, programme).allowed).to.equal(role === 'labour-office');
    });
  }

  it('no office before a programme was opened', () => {
    const planned = { ...programme, state: 'draft' as const };
    expect(reportPolicy.officeProgramme(holding('labour-office', '36.71'), planned).allowed).to.equal(false);
  });

  it('nobody of another place', () => {
    expect(reportPolicy.funnel(holding('programme-admin', 'b'.repeat(24)), programme).allowed).to.equal(false);
    expect(reportPolicy.officeProgramme(holding('labour-office', '36.74'), programme).allowed).to.equal(false);
  });
});
