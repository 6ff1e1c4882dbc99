/** The texts of a paper that people have typed, and what is printed where one of them cannot be drawn as it stands. */
import type { CertificateSnapshot } from './document/snapshot.ts';
import { makeDrawable } from './drawable.rules.ts';

/** What a text is, for whoever has to mend it. */
export const textKinds = ['holder', 'programme', 'scheme', 'unit', 'school', 'issuer', 'city', 'signatory'] as const;
export type TextKind = (typeof textKinds)[number] | 'statement';

type Write = (text: string, kind: TextKind) => string;

/** The same paper with each of its typed texts written anew. */
export function rewrite(snapshot: CertificateSnapshot, write: Write): CertificateSnapshot {
  const both = ({ id, en }: CertificateSnapshot['statement'], kind: TextKind) => ({
    id: write(id, kind),
    en: write(en, kind),
  });
  return {
    ...snapshot,
    holderName: write(snapshot.holderName, 'holder'),
    programmeName: write(snapshot.programmeName, 'programme'),
    schemeTitle: both(snapshot.schemeTitle, 'scheme'),
    units: snapshot.units.map(({ code, title }) => ({ code: write(code, 'unit'), title: both(title, 'unit') })),
    schoolName: write(snapshot.schoolName, 'school'),
    issuerName: write(snapshot.issuerName, 'issuer'),
    city: write(snapshot.city, 'city'),
    signatories: snapshot.signatories.map(({ name, role }) => ({
      name: write(name, 'signatory'),
      role: both(role, 'signatory'),
    })),
    statement: both(snapshot.statement, 'statement'),
  };
}

/** A text that no bundled font can draw, with the characters it is about. */
export type BlockedText = Readonly<{ kind: TextKind; text: string; characters: readonly string[] }>;

/** How people have spelled texts that could not be drawn. */
export type Spellings = ReadonlyMap<string, string>;

export type Printed = Readonly<{ snapshot: CertificateSnapshot; blocked: readonly BlockedText[] }>;

/**
 * The paper as it can be printed: each text as it stands, or as somebody has spelled it for paper. What is left blocked is
 * for a person to spell.
 */
export function makePrinted(snapshot: CertificateSnapshot, spellings: Spellings): Printed {
  const blocked = new Map<string, BlockedText>();
  const written = rewrite(snapshot, (text, kind) => {
    const { text: drawn, missing } = makeDrawable(spellings.get(text) ?? text);
    if (missing.length > 0 && !blocked.has(text)) blocked.set(text, { kind, text, characters: missing });
    return drawn;
  });
  return { snapshot: written, blocked: [...blocked.values()] };
}
