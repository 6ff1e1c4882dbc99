import { expect } from 'chai';
import {
  findPanelProblems,
  membersNeeded,
  type Panel,
  type PanelCase,
  type PanelProblem,
} from '../../src/features/panels/panel.rules.ts';
import { fromWib } from '../../src/platform/format.ts';
import type { Tie } from '../../src/features/assessments/routing.rules.ts';

const people = ['ani', 'budi', 'citra', 'dewi'];
/** The hour of the meeting, and another one later. */
const heldOn = fromWib('2026-11-26', '09:00');
const now = fromWib('2026-11-26', '10:00');
const aPanel = (changes: Partial<Panel> = {}): Panel => ({
  heldOn,
  members: ['ani', 'budi', 'citra'],
  chair: 'ani',
  minimum: 3,
  entitled: new Set(people),
  ...changes,
});
const aCase = (changes: Partial<PanelCase> = {}): PanelCase => ({
  id: 'c1',
  candidate: 'sari',
  assessor: 'eko',
  heldOn: fromWib('2026-11-24'),
  recommendedAt: fromWib('2026-11-25'),
  declared: new Set(),
  examined: new Set(),
  ties: new Map(),
  assessorBars: [],
  ...changes,
});
const tied = (person: string, ...ties: Tie[]) => ({ ties: new Map([[person, ties]]) });

describe('a panel', () => {
  const cases: [string, Panel, PanelCase[], PanelProblem[]][] = [
    ['of three who have nothing to do with the candidate may decide', aPanel(), [aCase()], []],
    ['of two may not', aPanel({ members: ['ani', 'budi'] }), [aCase()], [{ kind: 'too-few', needed: 3 }]],
    [
      'of two people written three times may not',
      aPanel({ members: ['ani', 'budi', 'budi'] }),
      [aCase()],
      [{ kind: 'too-few', needed: 3 }],
    ],
    ['smaller than its body asks may not', aPanel({ minimum: 5 }), [aCase()], [{ kind: 'too-few', needed: 5 }]],
    [
      'needs three even when its body asks for less',
      aPanel({ members: ['ani'], minimum: 1 }),
      [aCase()],
      [{ kind: 'too-few', needed: 3 }],
    ],
    ['needs its chair present', aPanel({ chair: 'dewi' }), [aCase()], [{ kind: 'chair-not-member' }]],
    ['needs something to decide', aPanel(), [], [{ kind: 'no-cases' }]],
    [
      'may not hold somebody without the role',
      aPanel({ entitled: new Set(['ani', 'budi']) }),
      [aCase()],
      [{ kind: 'member', member: 'citra', bar: 'not-entitled' }],
    ],
    [
      'may not hold the assessor',
      aPanel(),
      [aCase({ assessor: 'budi' })],
      [{ kind: 'member', member: 'budi', bar: 'is-assessor', case: 'c1' }],
    ],
    [
      'may not hold the candidate',
      aPanel(),
      [aCase({ candidate: 'citra' })],
      [{ kind: 'member', member: 'citra', bar: 'is-candidate', case: 'c1' }],
    ],
    [
      'may not hold somebody who taught and marked the candidate',
      aPanel(),
      [aCase(tied('ani', 'taught', 'marked'))],
      [
        { kind: 'member', member: 'ani', bar: 'taught', case: 'c1' },
        { kind: 'member', member: 'ani', bar: 'marked', case: 'c1' },
      ],
    ],
    [
      'is judged for each of its cases',
      aPanel(),
      [aCase(), aCase({ id: 'c2', assessor: 'ani' })],
      [{ kind: 'member', member: 'ani', bar: 'is-assessor', case: 'c2' }],
    ],
    [
      'may not follow an assessor who mentored the candidate',
      aPanel(),
      [aCase({ assessorBars: ['mentored', 'declared'] })],
      [
        { kind: 'assessor', assessor: 'eko', bar: 'mentored', case: 'c1' },
        { kind: 'assessor', assessor: 'eko', bar: 'declared', case: 'c1' },
      ],
    ],
    [
      'may not hold somebody with a conflict of interest',
      aPanel(),
      [aCase({ declared: new Set(['citra']) })],
      [{ kind: 'member', member: 'citra', bar: 'declared', case: 'c1' }],
    ],
    [
      'may not hold an assessor whose recommendation on the case was set aside',
      aPanel(),
      [aCase({ examined: new Set(['budi']) })],
      [{ kind: 'member', member: 'budi', bar: 'examined', case: 'c1' }],
    ],
    ['is not troubled by a tie of somebody who is absent', aPanel(), [aCase(tied('dewi', 'taught'))], []],
    [
      'is not troubled by a conflict of somebody who is absent',
      aPanel(),
      [aCase({ declared: new Set(['dewi']), examined: new Set(['dewi']) })],
      [],
    ],
    [
      'decides nothing before the day of its meeting',
      aPanel({ heldOn: fromWib('2026-11-27') }),
      [aCase()],
      [{ kind: 'not-held-yet' }],
    ],
    [
      'decides nothing in the morning that is met about later that day',
      aPanel({ heldOn: fromWib('2026-11-26', '10:01') }),
      [aCase()],
      [{ kind: 'not-held-yet' }],
    ],
    ['decides from the minute of its meeting on', aPanel({ heldOn: now }), [aCase()], []],
    [
      'decides nothing that was recommended after its meeting, be it on the same day',
      aPanel(),
      [
        aCase(),
        aCase({ id: 'c2', recommendedAt: fromWib('2026-11-27') }),
        aCase({ id: 'c3', recommendedAt: fromWib('2026-11-26', '09:01') }),
      ],
      [
        { kind: 'recommended-later', case: 'c2' },
        { kind: 'recommended-later', case: 'c3' },
      ],
    ],
    [
      'decides what was recommended in the minute in which it met',
      aPanel(),
      [aCase({ recommendedAt: new Date(heldOn.getTime() + 59_999) })],
      [],
    ],
    [
      'decides nothing without the day of the exam, or with one after the recommendation',
      aPanel(),
      [aCase({ heldOn: undefined }), aCase({ id: 'c2', heldOn: fromWib('2026-11-26') })],
      [
        { kind: 'not-examined', case: 'c1' },
        { kind: 'not-examined', case: 'c2' },
      ],
    ],
  ];
  for (const [what, panel, before, problems] of cases) {
    it(what, () => expect(findPanelProblems(panel, before, now)).to.deep.equal(problems));
  }

  it('asks for what its body asks, but for three at least', () =>
    expect([0, 2, 3, 7].map(membersNeeded)).to.deep.equal([3, 3, 3, 7]));
});
