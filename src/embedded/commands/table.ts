/** Which commands are offered. */
import { AGGREGATE } from './aggregate.ts';
import { CATALOG } from './catalog.ts';
import type { Commands } from './command.ts';
import { COUNT } from './count.ts';
import { CURSOR } from './cursor-commands.ts';
import { DELETE } from './delete.ts';
import { FIND } from './find.ts';
import { FIND_AND_MODIFY } from './find-and-modify.ts';
import { HELLO } from './hello.ts';
import { INDEXES } from './indexes.ts';
import { INSERT } from './insert.ts';
import { PING } from './ping.ts';
import { SESSIONS } from './sessions.ts';
import { UPDATE } from './update.ts';

/** Every command there is; anything else is refused with CommandNotFound. */
export const COMMANDS: Commands = {
  ...AGGREGATE,
  ...CATALOG,
  ...COUNT,
  ...CURSOR,
  ...DELETE,
  ...FIND,
  ...FIND_AND_MODIFY,
  ...HELLO,
  ...INDEXES,
  ...INSERT,
  ...PING,
  ...SESSIONS,
  ...UPDATE,
};
