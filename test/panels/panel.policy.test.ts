import { expect } from 'chai';
import type { Actor, Role } from '../../src/features/accounts/index.ts';
import type { Tie } from '../../src/features/assessments/index.ts';
import { decisionPolicy, panelPolicy } from '../../src/features/panels/panel.policy.ts';
import { barredFrom } from '../../src/features/panels/panel.rules.ts';

const anActor = (id: string, role?: Role, scope = 'lsp'): Actor => ({
  id,
  name: id,
  roles: role ? [{ role, scope }] : [],
});
const budi = anActor('budi', 'assessor');
const ratna = anActor('ratna', 'certification-manager');
const ani = anActor('ani', 'panel-member');

describe('who may do what with a minute', () => {
  const draft = { minute: { body: 'lsp', state: 'draft', members: ['ani'] } } as const;
  const closed = { minute: { ...draft.minute, state: 'closed' } } as const;
  const absent = anActor('dewi', 'panel-member');
  type Question = 'read' | 'prepare' | 'decide' | 'sign';
  const answers: [string, Question, Actor, typeof draft | typeof closed, boolean][] = [
    ['a member reads it', 'read', ani, closed, true],
    ['the manager reads it', 'read', ratna, closed, true],
    ['an assessor does not', 'read', budi, closed, false],
    ['a member of another body does not', 'read', anActor('ani', 'panel-member', 'lsp lain'), closed, false],
    ['the manager prepares it', 'prepare', ratna, draft, true],
    ['nobody prepares a closed one', 'prepare', ani, closed, false],
    ['a member who is present decides', 'decide', ani, draft, true],
    ['a member who is absent does not', 'decide', absent, draft, false],
    ['the manager does not decide', 'decide', ratna, draft, false],
    ['nobody decides in a closed one', 'decide', ani, closed, false],
    ['a member may ask to close one that is closed already, to learn by whom', 'sign', ani, closed, true],
    ['one who was listed but lost the role may not', 'sign', anActor('ani'), draft, false],
  ];
  for (const [what, ask, actor, subject, allowed] of answers) {
    it(what, () => expect(panelPolicy[ask](actor, subject).allowed).to.equal(allowed));
  }

  it('leaves a case to others than its assessors, those who taught, mentored or marked, and those with a conflict', () => {
    const nothing = { ties: new Map<string, Tie[]>(), declared: new Set<string>(), examined: new Set<string>() };
    const free = { candidate: 'sari', assessor: 'budi', ...nothing };
    const barring = [
      { ties: new Map<string, Tie[]>([['ani', ['mentored']]]) },
      { assessor: 'ani' },
      { declared: new Set(['ani']) },
      { examined: new Set(['ani']) },
    ];
    expect(barredFrom(free).has('ani')).to.equal(false);
    for (const barred of barring.map((change) => barredFrom({ ...free, ...change }))) {
      const subject = { ...draft, one: { account: 'sari' }, barred, assessorBars: [] };
      const refusal = { allowed: false, reason: 'panels.refused.memberBarred' };
      expect(decisionPolicy.decide(ani, subject)).to.deep.equal(refusal);
      expect(decisionPolicy.read(ani, subject).allowed, 'sees who decided what').to.equal(true);
    }
  });

  it('decides nothing on what an assessor recommended who may not examine, and takes the case out', () => {
    const subject = {
      ...draft,
      one: { account: 'sari' },
      barred: new Set<string>(),
      assessorBars: ['licence'] as const,
    };
    expect(decisionPolicy.decide(ani, subject)).to.include({ reason: 'panels.refused.assessorBarred' });
    expect(decisionPolicy.remove(ani, subject).allowed).to.equal(true);
  });

  for (const ask of ['read', 'decide', 'remove'] as const) {
    it(`keeps a member from their own case: ${ask}`, () => {
      const caseOf = (account: string) => ({ ...draft, one: { account }, barred: new Set<string>(), assessorBars: [] });
      expect(decisionPolicy[ask](ani, caseOf('sari')).allowed).to.equal(true);
      expect(decisionPolicy[ask](ani, caseOf('ani')).allowed).to.equal(false);
    });
  }
});
