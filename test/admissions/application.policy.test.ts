import { expect } from 'chai';
import type { Actor, RoleGrant } from '../../src/features/accounts/index.ts';
import { applicationPolicy, verificationPolicy } from '../../src/features/admissions/application.policy.ts';

const application = { applicant: 'applicant', programme: 'programme' };
const anActor = (id: string, ...roles: RoleGrant[]): Actor => ({ id, name: 'Sari', roles });
const verifierOf = (programme: string, id = 'verifier') => anActor(id, { role: 'verifier', scope: programme });

describe('who may do what with an application', () => {
  const cases: [string, Actor, { see: boolean; openProof: boolean; read: boolean; decide: boolean }][] = [
    ['its applicant', anActor('applicant'), { see: true, openProof: true, read: false, decide: false }],
    ['somebody else', anActor('other'), { see: false, openProof: false, read: false, decide: false }],
    ['a verifier', verifierOf('programme'), { see: false, openProof: true, read: true, decide: true }],
    ["another programme's verifier", verifierOf('other'), { see: false, openProof: false, read: false, decide: false }],
    [
      'a verifier who applied',
      verifierOf('programme', 'applicant'),
      { see: true, openProof: true, read: true, decide: false },
    ],
    [
      'a programme admin',
      anActor('admin', { role: 'programme-admin', scope: 'programme' }),
      { see: false, openProof: false, read: false, decide: false },
    ],
  ];
  for (const [who, actor, expected] of cases) {
    it(who, () =>
      expect({
        see: applicationPolicy.see(actor, { application }).allowed,
        openProof: applicationPolicy.openProof(actor, { application }).allowed,
        read: verificationPolicy.read(actor, { application }).allowed,
        decide: verificationPolicy.decide(actor, { application }).allowed,
      }).to.deep.equal(expected),
    );
  }

  it('says why a verifier may not decide an own application', () =>
    expect(verificationPolicy.decide(verifierOf('programme', 'applicant'), { application })).to.deep.equal({
      allowed: false,
      reason: 'admissions.refused.ownApplication',
    }));
});
