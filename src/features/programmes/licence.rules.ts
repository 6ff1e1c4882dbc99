/** The licence of the national authority, while it is valid; only with it may a certificate name that authority. */
export const licenceAt = <Licence extends { validUntil: Date }>(
  licence: Licence | undefined,
  now: Date,
): Licence | undefined => (licence && now <= licence.validUntil ? licence : undefined);
