/** npm run keys:rotate: a new key for encrypted fields; old fields stay readable. Start the school again afterwards. */
import { readConfig } from '../platform/config.ts';
import { rotateFieldKey } from '../platform/key-rotation.ts';
import { runCommand } from './run-command.ts';

await runCommand(async () => {
  const { keysDirectory } = readConfig();
  const { kid } = await rotateFieldKey(keysDirectory);
  console.log(`Fields are encrypted with the new key ${kid} from the next start on. Copy ${keysDirectory} again.`);
});
