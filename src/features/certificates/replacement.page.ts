/** Replacing one certificate: what the new one would say otherwise, what was asked, and what came of it. Pure. */
import type { Translate } from '../../platform/i18n.ts';
import type { PageModel } from '../../platform/page.ts';
import type { Able } from '../../platform/permit.ts';
import type { Replacement } from './certificate.model.ts';
import { type Certificate, orderOn } from './certificate.service.ts';
import { certificatePaths } from './certificates.paths.ts';
import { detailsOf } from './holder.page.ts';
import type { Kin } from './kin.service.ts';
import { noteMax } from './register.form.ts';
import type { Names } from './register.page.ts';
import { type Change, findObstacle, foundedReasons } from './replacement.rules.ts';

export type Shown = Readonly<{
  certificate: Certificate;
  kin: Kin;
  /** Of what was asked for, or of what could be. */
  changes: readonly Change[];
  names: Names;
  isHeld: boolean;
}>;
export type ReplacementReader = Able<'request' | 'decide' | 'withdraw' | 'mend'> &
  Readonly<{ needsConfirmation: boolean }>;

export function replacementPage(shown: Shown, reader: ReplacementReader, now: Date, t: Translate): PageModel {
  const { certificate, kin, changes, names, isHeld } = shown;
  const { id, number, replacement, case: caseId } = certificate;
  const isOrdered = orderOn(certificate) !== undefined;
  const obstacle = findObstacle(certificate, now);
  const isOpen = replacement === undefined && obstacle === undefined;
  const reasons = foundedReasons(changes);
  return {
    title: t('certificates.replaceTitle'),
    crumbs: [
      { text: t('certificates.registerTitle'), href: certificatePaths.register() },
      { text: number, href: certificatePaths.entry(id) },
      { text: t('certificates.replaceTitle') },
    ],
    certificate: detailsOf(certificate, now),
    successorHref: kin.successor && certificatePaths.entry(kin.successor.id),
    obstacle: isOrdered || obstacle === 'superseded' ? undefined : obstacle,
    changes: changes.map(({ kind, before, after }) => ({ kind: t(`certificates.textKind.${kind}`), before, after })),
    asked: replacement && askedOf(replacement, names, t),
    isOrdered,
    held: isOrdered && isHeld ? { href: reader.can.mend ? certificatePaths.held(caseId) : undefined } : undefined,
    isOpen,
    mayRequest: isOpen && reader.can.request && reasons.length > 0,
    mayDecide: replacement !== undefined && !isOrdered && reader.can.decide,
    mayWithdraw: replacement !== undefined && !isOrdered && reader.can.withdraw,
    needsConfirmation: reader.needsConfirmation,
    reasonOptions: reasons.map((value) => ({ value, text: t(`certificates.replacementReason.${value}`) })),
    decisionOptions: (obstacle === undefined ? (['approve', 'refuse'] as const) : (['refuse'] as const)).map(
      (value) => ({
        value,
        text: t(`certificates.decideReplacement.${value}`),
      }),
    ),
    history: historyOf(certificate, names, t),
    noteMax,
    action: certificatePaths.replacement(id),
  };
}

const nameIn = (names: Names, t: Translate) => (id: string) => names.get(id)?.name ?? t('certificates.formerStaff');

function askedOf({ by, at, reason, note, approvedBy, approvedAt }: Replacement, names: Names, t: Translate) {
  const nameOf = nameIn(names, t);
  return {
    byName: nameOf(by),
    at,
    seen: at.toISOString(),
    reason: t(`certificates.replacementReason.${reason}`),
    note,
    approvedAt,
    approvedByName: approvedBy && nameOf(approvedBy),
  };
}

/** What was decided, the latest first. */
function historyOf({ supersession, closedReplacements }: Certificate, names: Names, t: Translate) {
  const nameOf = nameIn(names, t);
  const done = supersession && {
    ...supersession,
    end: 'approved' as const,
    closedBy: supersession.approvedBy,
    closedAt: supersession.approvedAt,
    closingNote: '',
  };
  return [...closedReplacements, ...(done ? [done] : [])]
    .map(({ by, at, reason, note, end, closedBy, closedAt, closingNote }) => ({
      byName: nameOf(by),
      at,
      reason: t(`certificates.replacementReason.${reason}`),
      note,
      end,
      closedByName: nameOf(closedBy),
      closedAt,
      closingNote,
    }))
    .reverse();
}
