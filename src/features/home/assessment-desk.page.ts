/** The desks of assessors, certification managers and panel members. Pure. */
import { withQuery } from '../../platform/paths.ts';
import type { Speech } from '../../platform/speech.ts';
import { assessmentPaths } from '../assessments/index.ts';
import { assessorPaths } from '../assessors/index.ts';
import { certificatePaths } from '../certificates/index.ts';
import { panelPaths } from '../panels/index.ts';
import type { AssessmentDesk } from './assessment-desk.service.ts';
import type { NextCard, Task } from './card.page.ts';
import { countState, type Desk } from './desk.page.ts';

type Line = Readonly<{
  name: 'offered' | 'inHand' | 'withoutAssessor' | 'recommended' | 'drafts' | 'revocations' | 'replacements' | 'held';
  count: number;
  href: string;
}>;
type DeskName = 'assessor' | 'manager' | 'panel';

/** One desk for each of the roles held. */
export function assessmentDesks({ assessing, managing, deciding }: AssessmentDesk, speech: Speech): Desk[] {
  return [
    ...(assessing ? [deskOf('assessor', assessorLines(assessing), speech)] : []),
    ...(managing ? [deskOf('manager', managerLines(managing), speech)] : []),
    ...(deciding ? [deskOf('panel', panelLines(deciding), speech)] : []),
  ];
}

const assessorLines = ({ offered, inHand }: NonNullable<AssessmentDesk['assessing']>): Line[] => [
  { name: 'offered', count: offered, href: assessmentPaths.desks() },
  { name: 'inHand', count: inHand, href: assessmentPaths.desks() },
];

const managerLines = (counts: NonNullable<AssessmentDesk['managing']>): Line[] => [
  { name: 'held', count: counts.held, href: certificatePaths.heldList() },
  { name: 'withoutAssessor', count: counts.withoutAssessor, href: assessorPaths.certification() },
  { name: 'revocations', count: counts.revocations, href: certificatePaths.register() },
  {
    name: 'replacements',
    count: counts.replacements,
    href: withQuery(certificatePaths.register(), { tampil: 'diganti' }),
  },
  { name: 'recommended', count: counts.recommended, href: panelPaths.list() },
];

const panelLines = ({ drafts, recommended }: NonNullable<AssessmentDesk['deciding']>): Line[] => [
  { name: 'drafts', count: drafts, href: panelPaths.list() },
  { name: 'recommended', count: recommended, href: panelPaths.list() },
];

/** The first line with anything in it is the next thing to do. */
function deskOf(desk: DeskName, lines: readonly Line[], speech: Speech): Desk {
  const { t, f } = speech;
  const first = lines.find(({ count }) => count > 0);
  return {
    title: t(`home.desk.${desk}`),
    ...(first ? { next: cardOf(first, speech) } : {}),
    tasks: lines.map(({ name, count, href }): Task => ({
      title: t(`home.case.${name}`),
      href,
      state: countState(count, f.number(count)),
      hint: count > 0 ? t(`home.caseLine.${name}`) : t('home.nothingWaits'),
    })),
    empty: t('home.nothingWaits'),
  };
}

const cardOf = ({ name, count, href }: Line, { t }: Speech): NextCard => ({
  title: t(`home.caseWaits.${name}`, { count }),
  hint: t(`home.caseLine.${name}`),
  link: { href, text: t(`home.caseOpen.${name}`) },
});
