/** npm run docs:states: draws the tables of states anew. */
import { writeFileSync } from 'node:fs';
import { drawStates, findStates, statesPage } from './states-drawing.ts';

writeFileSync(statesPage, drawStates(await findStates()));
console.log(`${statesPage} is drawn`);
