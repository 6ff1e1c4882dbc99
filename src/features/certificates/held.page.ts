/** Certificates that wait: the list, and what blocks one with the way to mend it. Pure. */
import type { Translate } from '../../platform/i18n.ts';
import { must } from '../../platform/must.ts';
import type { PageModel } from '../../platform/page.ts';
import { type Paged, pagerOf } from '../../platform/paging.ts';
import { certificatePaths } from './certificates.paths.ts';
import { spellingMax, spellingName } from './held.form.ts';
import type { Held } from './held.service.ts';
import { seenTexts } from './spelling.service.ts';

type Names = ReadonlyMap<string, Readonly<{ name: string }>>;

export const heldListPage = (listed: Paged<Held>, names: Names, t: Translate): PageModel => ({
  title: t('certificates.heldTitle'),
  crumbs: [
    { text: t('certificates.registerTitle'), href: certificatePaths.register() },
    { text: t('certificates.heldTitle') },
  ],
  total: listed.total,
  ...pagerOf(listed, certificatePaths.heldList()),
  held: listed.items.map((one) => ({
    href: certificatePaths.held(one.case),
    name: names.get(one.account)?.name ?? one.number,
    number: one.number,
    since: one.since,
    cause: t(`certificates.heldCause.${one.cause}`),
  })),
});

export const heldEntryPage = (held: Held, holder: string, address: string, t: Translate): PageModel => ({
  title: holder,
  crumbs: [
    { text: t('certificates.registerTitle'), href: certificatePaths.register() },
    { text: t('certificates.heldTitle'), href: certificatePaths.heldList() },
    { text: held.number },
  ],
  number: held.number,
  cause: held.cause,
  address,
  since: held.since,
  lastTriedAt: held.lastTriedAt,
  caseId: held.case,
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
