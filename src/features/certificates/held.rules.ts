/** Why a certificate that was decided cannot be issued yet. */
import type { AddressProblem } from '../../platform/public-address.ts';
import type { Particulars } from '../assessments/index.ts';
import type { BlockedText } from './printed-text.rules.ts';

/** Why a certificate waits: the address it would carry, a text that no font draws, or a fault of the system. */
export const holdCauses = ['address', 'text', 'fault'] as const;
export type HoldCause = (typeof holdCauses)[number];

/** Ends an attempt to issue. The decision stands; the certificate waits until the cause is mended, and is tried again. */
export class CertificateHeld extends Error {
  override readonly name = 'CertificateHeld';
  readonly holdCause: HoldCause;
  readonly texts: readonly BlockedText[];

  constructor(holdCause: HoldCause, message: string, texts: readonly BlockedText[] = []) {
    super(message);
    this.holdCause = holdCause;
    this.texts = texts;
  }
}

export const heldByAddress = (problem: AddressProblem, address: string): CertificateHeld =>
  new CertificateHeld('address', `the QR code would lead to ${address} (${problem})`);

/** Names the kinds of text and the characters, not the texts: one may be a person's name, and this is logged. */
export const heldByText = (texts: readonly BlockedText[]): CertificateHeld =>
  new CertificateHeld(
    'text',
    `no font draws ${texts.map(({ kind, characters }) => `${characters.join(' ')} (${kind})`).join(', ')}`,
    texts,
  );

/**
 * What was kept at the decision, but with the texts that block taken from where they have been mended since. Nothing else
 * follows a later change.
 */
export function takeMended(kept: Particulars, current: Particulars, blocked: readonly BlockedText[]): Particulars {
  const isBlocked = (text: string) => blocked.some((one) => one.text === text);
  const choose = (name: 'holderName' | 'programmeName' | 'issuerName' | 'city') =>
    isBlocked(kept[name]) ? current[name] : kept[name];
  const isSignatoryBlocked = kept.signatories.some(({ name, role }) => [name, role.id, role.en].some(isBlocked));
  return {
    ...kept,
    holderName: choose('holderName'),
    programmeName: choose('programmeName'),
    issuerName: choose('issuerName'),
    city: choose('city'),
    signatories: isSignatoryBlocked ? current.signatories : kept.signatories,
  };
}
