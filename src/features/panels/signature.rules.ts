/** Who has signed a minute as it stands, and who is still waited for. Pure. */

type Signed = Readonly<{ signatures: readonly Readonly<{ by: string }>[] }>;

export const hasSigned = ({ signatures }: Signed, account: string): boolean =>
  signatures.some(({ by }) => by === account);

/** Members who are named as present and have not signed what stands there now; the minute closes when there is none. */
export const missingSignatures = ({
  members,
  ...minute
}: Signed & Readonly<{ members: readonly string[] }>): string[] =>
  members.filter((member) => !hasSigned(minute, member));

/** Who had signed before a change and sits after it: they are waited for again, unless the change is their own. */
export const lostSigners = (before: Signed, members: readonly string[], by: string): string[] =>
  before.signatures.map((signature) => signature.by).filter((signer) => members.includes(signer) && signer !== by);
