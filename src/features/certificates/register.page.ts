/** The certification body's pages: the register, and one certificate with what was asked and decided about it. */
import type { Translate } from '../../platform/i18n.ts';
import type { PageModel } from '../../platform/page.ts';
import { type Paged, pagerOf } from '../../platform/paging.ts';
import type { Able } from '../../platform/permit.ts';
import { type Certificate, orderOn } from './certificate.service.ts';
import { certificatePaths } from './certificates.paths.ts';
import { detailsOf, toneOf } from './holder.page.ts';
import type { Kin } from './kin.service.ts';
import { noteMax, registerFilters, type RegisterQuery } from './register.form.ts';
import { findObstacle } from './replacement.rules.ts';
import { revocationReasons } from './revocation.rules.ts';
import { certificateStates, standingOf } from './standing.rules.ts';

export const registerPage = (
  listed: Paged<Certificate>,
  { search, filter }: RegisterQuery,
  now: Date,
  t: Translate,
): PageModel => ({
  title: t('certificates.registerTitle'),
  entries: listed.items.map((certificate) => ({
    id: certificate.id,
    number: certificate.number,
    name: certificate.snapshot.holderName,
    issuedAt: certificate.issuedAt,
    validUntil: certificate.validUntil,
    standing: standingOf(certificate, now),
    asked: askedOf(certificate),
  })),
  tones: toneOf,
  total: listed.total,
  isFiltered: search !== '' || filter !== 'semua',
  values: { cari: search, tampil: filter },
  showOptions: registerFilters.map((value) => ({
    value,
    text: t(`certificates.show.${value}`),
  })),
  ...pagerOf(listed, certificatePaths.register(), { cari: search, tampil: filter }),
});

/** What is under way about it. */
function askedOf(certificate: Certificate): 'revocation' | 'replacement' | 'order' | undefined {
  if (certificate.request) return 'revocation';
  if (orderOn(certificate)) return 'order';
  return certificate.replacement ? 'replacement' : undefined;
}

export type Names = ReadonlyMap<string, { name: string }>;
/** What this reader can do, and whether the form has to ask for the password. */
export type Reader = Able<'request' | 'decide' | 'download'> &
  Readonly<{ isRequester: boolean; needsConfirmation: boolean }>;

/** The people who are named on the page of one certificate. */
export const peopleOn = ({ request, revocation, refusals }: Certificate): string[] =>
  [
    request?.by,
    revocation?.by,
    revocation?.approvedBy,
    ...refusals.flatMap(({ by, refusedBy }) => [by, refusedBy]),
  ].filter((id) => id !== undefined);

export function registerEntryPage(
  certificate: Certificate,
  kin: Kin,
  names: Names,
  reader: Reader,
  now: Date,
  t: Translate,
): PageModel {
  const { request, revocation, refusals, number, snapshot, state } = certificate;
  const nameOf = (id: string) => names.get(id)?.name ?? t('certificates.formerStaff');
  const isOpen = certificateStates.can('requestRevocation', state);
  return {
    title: snapshot.holderName,
    crumbs: [{ text: t('certificates.registerTitle'), href: certificatePaths.register() }, { text: number }],
    certificate: detailsOf(certificate, now),
    successorHref: kin.successor && certificatePaths.entry(kin.successor.id),
    predecessor: kin.predecessor && { number: kin.predecessor.number, id: kin.predecessor.id },
    replacement: askedOf(certificate) === 'revocation' ? undefined : askedOf(certificate),
    isReplaceable: findObstacle(certificate, now) === undefined,
    request: request && { ...request, byName: nameOf(request.by), seen: request.at.toISOString() },
    revocation: revocation && {
      ...revocation,
      byName: nameOf(revocation.by),
      approvedByName: nameOf(revocation.approvedBy),
    },
    refusals: refusals.map(({ by, at, reason, note, refusedBy, refusedAt, refusalNote }) => {
      const [byName, refusedByName] = [nameOf(by), nameOf(refusedBy)];
      return { byName, at, reason, note, refusedByName, refusedAt, refusalNote };
    }),
    mayRequest: isOpen && !request && reader.can.request,
    mayDecide: isOpen && request !== undefined && reader.can.decide,
    isRequester: reader.isRequester,
    mayDownload: isOpen && reader.can.download,
    needsConfirmation: reader.needsConfirmation,
    reasonOptions: revocationReasons.map((value) => ({
      value,
      text: t(`certificates.reason.${value}`),
      hint: t(`certificates.reasonHint.${value}`),
    })),
    decisionOptions: (['approve', 'refuse'] as const).map((value) => ({
      value,
      text: t(`certificates.decide.${value}`),
    })),
    noteMax,
  };
}
