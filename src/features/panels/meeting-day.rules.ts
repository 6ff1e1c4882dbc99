/** Which day of a panel's meeting is seldom meant. Pure; days in WIB. */
import { isoDay } from '../../platform/format.ts';

const farAhead = 90 * 86_400_000;

/** A minute may be written after its meeting, and one planned long before; both are asked about. */
export function meetingOddity(heldOn: Date, now: Date): 'past' | 'far' | undefined {
  if (isoDay(heldOn) < isoDay(now)) return 'past';
  return heldOn.getTime() > now.getTime() + farAhead ? 'far' : undefined;
}
