/** What is asked before a minute loses something, or is given a day that is seldom meant. Pure. */
import type { Question } from '../../platform/confirmed.ts';
import { isoDay } from '../../platform/format.ts';
import type { Speech } from '../../platform/speech.ts';
import type { Names } from '../assessments/index.ts';
import { meetingOddity } from './meeting-day.rules.ts';
import type { Meeting } from './meeting.service.ts';
import type { Minute } from './minute.service.ts';
import { crumbsTo } from './panel.page.ts';
import { panelPaths } from './panels.paths.ts';

/** Any change to a minute takes the signatures off it; without one there is nothing to lose. */
export function signaturesQuestion(minute: Minute, names: Names, button: string, speech: Speech): Question | undefined {
  const consequences = lostSignatures(minute, names, speech);
  if (consequences.length === 0) return undefined;
  return {
    title: speech.t('panels.changeSignedTitle', { number: minute.number }),
    crumbs: crumbsTo(minute, speech, button),
    consequences,
    button,
    back: panelPaths.minute(minute.id),
  };
}

export function meetingQuestion(
  minute: Minute,
  meeting: Meeting,
  { names, now }: { names: Names; now: Date },
  speech: Speech,
): Question | undefined {
  const { t } = speech;
  const isMoved = isoDay(meeting.heldOn) !== isoDay(minute.heldOn);
  const consequences = [...(isMoved ? oddDay(meeting, now, speech) : []), ...lostSignatures(minute, names, speech)];
  if (consequences.length === 0) return undefined;
  return {
    title: t('panels.changeMeetingTitle', { number: minute.number }),
    crumbs: crumbsTo(minute, speech, t('panels.changeMeeting')),
    consequences,
    button: t('panels.changeMeetingAnyway'),
    back: panelPaths.minute(minute.id),
  };
}

export function newMeetingQuestion(meeting: Meeting, now: Date, speech: Speech): Question | undefined {
  const consequences = oddDay(meeting, now, speech);
  const { t } = speech;
  if (consequences.length === 0) return undefined;
  return {
    title: t('panels.newMinuteTitle'),
    crumbs: [{ text: t('panels.panel'), href: panelPaths.list() }, { text: t('panels.newMinute') }],
    consequences,
    button: t('panels.openMinuteAnyway'),
    back: panelPaths.list(),
  };
}

export const removalQuestion = (
  minute: Minute,
  candidate: { case: string; name: string },
  names: Names,
  speech: Speech,
): Question => ({
  title: speech.t('panels.removeCaseTitle', { name: candidate.name, number: minute.number }),
  crumbs: crumbsTo(minute, speech, speech.t('panels.removeCase')),
  consequences: [speech.t('panels.removeCaseSays'), ...lostSignatures(minute, names, speech)],
  button: speech.t('panels.removeCase'),
  back: panelPaths.decision(minute.id, candidate.case),
});

function oddDay({ heldOn }: Meeting, now: Date, { t, f }: Speech): string[] {
  const oddity = meetingOddity(heldOn, now);
  return oddity ? [t(`panels.meetingOddity.${oddity}`, { at: f.dateTime(heldOn), left: f.days(heldOn, now) })] : [];
}

function lostSignatures({ signatures }: Minute, names: Names, { t }: Speech): string[] {
  if (signatures.length === 0) return [];
  return [t('panels.signaturesLost', { names: signatures.map(({ by }) => names.get(by)?.name ?? by).join(', ') })];
}
