import { expect } from 'chai';
import type { Actor, Role } from '../../src/features/accounts/index.ts';
import { casePolicy } from '../../src/features/assessments/case.policy.ts';
import type { CaseState } from '../../src/features/assessments/case.states.ts';

const anActor = (id: string, role?: Role, scope = 'lsp'): Actor => ({
  id,
  name: id,
  roles: role ? [{ role, scope }] : [],
});
const aSubject = (state: CaseState = 'assessing') => ({
  one: { account: 'sari', body: 'lsp', assessor: 'budi', state },
});

const sari = anActor('sari', 'learner', 'angkatan');
const budi = anActor('budi', 'assessor');
const otherAssessor = anActor('eko', 'assessor');
const formerAssessor = anActor('budi');
const ratna = anActor('ratna', 'certification-manager');
const otherManager = anActor('tono', 'certification-manager', 'lsp lain');
const ani = anActor('ani', 'panel-member');
const managerCandidate = anActor('sari', 'certification-manager');

type Ask = keyof Pick<typeof casePolicy, 'take' | 'assess' | 'examine' | 'oversee' | 'override' | 'openEvidence'>;

describe('who may do what with a case', () => {
  const answers: [string, Ask, Actor, CaseState, boolean][] = [
    ['the candidate takes it', 'take', sari, 'preparing', true],
    ['nobody else takes it', 'take', budi, 'preparing', false],
    ['its assessor assesses it', 'assess', budi, 'assessing', true],
    ['another assessor does not', 'assess', otherAssessor, 'assessing', false],
    ['nor one whose role was taken', 'assess', formerAssessor, 'assessing', false],
    ['an assessor who is asked sees the question', 'assess', budi, 'offered', true],
    ['and examines nothing before accepting', 'examine', budi, 'offered', false],
    ['nor opens the evidence', 'openEvidence', budi, 'offered', false],
    ['having accepted, they prepare it', 'examine', budi, 'preparing', true],
    ['having recommended, they read it', 'examine', budi, 'recommended', true],
    ['another assessor examines nothing', 'examine', otherAssessor, 'assessing', false],
    ['nor does one whose role was taken', 'examine', formerAssessor, 'assessing', false],
    ['the manager of the body oversees it', 'oversee', ratna, 'assessing', true],
    ['a manager of another body does not', 'oversee', otherManager, 'assessing', false],
    ['a manager does not oversee their own case', 'oversee', managerCandidate, 'assessing', false],
    ['the manager chooses an assessor before the recommendation', 'override', ratna, 'assessing', true],
    ['not after it', 'override', ratna, 'recommended', false],
    ['nor does the assessor', 'override', budi, 'assessing', false],
    ['the candidate opens the evidence', 'openEvidence', sari, 'assessing', true],
    ['the assessor opens it', 'openEvidence', budi, 'decided', true],
    ['a panel member opens it once it is recommended', 'openEvidence', ani, 'recommended', true],
    ['a panel member does not open it before', 'openEvidence', ani, 'assessing', false],
    ['a manager has no need to open it', 'openEvidence', ratna, 'assessing', false],
  ];
  for (const [what, ask, actor, state, allowed] of answers) {
    it(what, () => expect(casePolicy[ask](actor, aSubject(state)).allowed).to.equal(allowed));
  }

  it('lets nobody assess their own case, even when it was put on their desk', () => {
    const own = { one: { ...aSubject().one, account: 'budi' } };
    expect(casePolicy.assess(budi, own)).to.deep.equal({ allowed: false, reason: 'assessments.refused.ownCase' });
  });
});
