/** The thread of the embedded database in a run that notes what is asked of it: the server as it is, and who writes it down. */
import '../../../src/embedded/worker.ts';
import { appendFileSync } from 'node:fs';
import { must } from '../../../src/platform/must.ts';
import { noteWhatIsAsked } from './notes.ts';

const file = must(process.env.ASKED_FILE, 'a file for what is asked');
noteWhatIsAsked((line) => appendFileSync(file, `${line}\n`));
