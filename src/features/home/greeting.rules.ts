/** How one greets somebody at this time of day in WIB. Pure. */
export type PartOfDay = 'morning' | 'midday' | 'afternoon' | 'evening';

const wibOffsetHours = 7;

/** Pagi until 11, siang until 15, sore until 18, malam until 4. */
export function partOfDay(now: Date): PartOfDay {
  const hour = (now.getUTCHours() + wibOffsetHours) % 24;
  if (hour >= 4 && hour < 11) return 'morning';
  if (hour >= 11 && hour < 15) return 'midday';
  return hour >= 15 && hour < 18 ? 'afternoon' : 'evening';
}
