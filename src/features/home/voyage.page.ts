/** Where somebody is on the way to the certificate. Pure. */
import type { Speech } from '../../platform/speech.ts';
import type { Situation, SituationKind } from './situation.rules.ts';

const applicantPorts = ['applying', 'learning', 'exam', 'panel', 'certificate'] as const;
const learnerPorts = ['admitted', 'learning', 'exam', 'panel', 'certificate'] as const;

/** Whoever is in none of these learns. */
const places: Readonly<Partial<Record<SituationKind, (typeof learnerPorts)[number]>>> = {
  'class-not-begun': 'admitted',
  'case-opening': 'exam',
  'case-held-up': 'exam',
  'panel-awaited': 'panel',
};

function portOf(situation: Situation): (typeof learnerPorts)[number] {
  if ('certificate' in situation) return 'certificate';
  if (situation.kind === 'certificate-being-made' || situation.kind === 'certificate-held-up') return 'certificate';
  // Not yet competent is at the exam again.
  return places[situation.kind] ?? ('inQuestion' in situation ? 'exam' : 'learning');
}

/** Undefined where the way has ended. */
export function voyageOf(situation: Situation, { t }: Speech): { ports: string[]; at: number } | undefined {
  if (situation.kind === 'seat-left') return undefined;
  if (situation.kind === 'nothing-yet' || 'application' in situation) {
    return { ports: applicantPorts.map((port) => t(`home.port.${port}`)), at: 0 };
  }
  return { ports: learnerPorts.map((port) => t(`home.port.${port}`)), at: learnerPorts.indexOf(portOf(situation)) };
}
