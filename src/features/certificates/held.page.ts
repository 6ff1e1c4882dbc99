/** Certificates that wait: the list, and what blocks one with the way to mend it. Pure. */
import type { Translate } from '../../platform/i18n.ts';
import { must } from '../../platform/must.ts';
import type { PageModel } from '../../platform/page.ts';
import { type Paged, pagerOf } from '../../platform/paging.ts';
import { spellingMax, spellingName } from './held.form.ts';
import type { Held } from './held.service.ts';
import { seenTexts } from './spelling.service.ts';

export const heldListPath = '/sertifikasi/tertahan';
export const heldPath = (caseId: string): string => `${heldListPath}/${caseId}`;

type Names = ReadonlyMap<string, Readonly<{ name: string }>>;

export const heldListPage = (listed: Paged<Held>, names: Names, t: Translate): PageModel => ({
  title: t('certificates.heldTitle'),
  crumbs: [
    { text: t('certificates.registerTitle'), href: '/sertifikasi/sertifikat' },
    { text: t('certificates.heldTitle') },
  ],
  total: listed.total,
  ...pagerOf(listed, heldListPath),
  held: listed.items.map((one) => ({
    href: heldPath(one.case),
    name: names.get(one.account)?.name ?? one.number,
    number: one.number,
    since: one.since,
    cause: t(`certificates.heldCause.${one.cause}`),
  })),
});

export const heldEntryPage = (held: Held, holder: string, address: string, t: Translate): PageModel => ({
  title: holder,
  crumbs: [
    { text: t('certificates.registerTitle'), href: '/sertifikasi/sertifikat' },
    { text: t('certificates.heldTitle'), href: heldListPath },
    { text: held.number },
  ],
  number: held.number,
  cause: held.cause,
  address,
  since: held.since,
  lastTriedAt: held.lastTriedAt,
  action: heldPath(held.case),
  seen: seenTexts(held.texts),
  spellingMax,
  texts: held.texts.map(({ kind, text, characters }, index) => ({
    name: spellingName(index),
    kind: t(`certificates.textKind.${kind}`),
    text,
    characters: characters.map(named).join(', '),
  })),
});

/** A device may lack the character too, so it is named by its code points: 李 (U+674E). */
const named = (character: string): string => `${character} (${Array.from(character, codePointOf).join(' ')})`;

const codePointOf = (sign: string): string =>
  `U+${must(sign.codePointAt(0), 'a code point').toString(16).toUpperCase().padStart(4, '0')}`;
