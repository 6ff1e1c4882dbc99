/** Why a certificate may be taken away. The class is told to the holder; the note is for those who decide. */
export const revocationReasons = ['deceit', 'error', 'misuse', 'request'] as const;
export type RevocationReason = (typeof revocationReasons)[number];
