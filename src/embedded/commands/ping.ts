/** What `ping` answers. */
import type { Commands } from './command.ts';

export const PING: Commands = { ping: { arguments: {}, run: () => ({}) } };
