/** npm run keys:rotate: a new key for encrypted fields; what the old one encrypted stays readable. */
import { rotateFieldKey } from '../platform/key-rotation.ts';
import { runCommand } from './run-command.ts';

await runCommand(async (_words, { keysDirectory }) => {
  const { kid } = await rotateFieldKey(keysDirectory);
  console.log(`Start the school again: from then on fields are encrypted with the key ${kid}.`);
  console.log(`Copy ${keysDirectory} again, too.`);
});
