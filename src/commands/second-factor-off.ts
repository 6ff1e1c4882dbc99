/** npm run second-factor-off -- <e-mail or phone>: lets in whoever lost the phone with the codes and the recovery codes too. */
import {
  type Contact,
  readKnownContact,
  resetSecondFactor,
  type SecondFactorReset,
  startAccounts,
} from '../features/accounts/index.ts';
import { Conflict } from '../platform/errors.ts';
import { installKeys, openKeys } from '../platform/keys.ts';
import { runCommand } from './run-command.ts';
import { withDatabase } from './with-database.ts';

await runCommand(async (words, config) => {
  // A phone number may be typed with spaces.
  const typed = words.join(' ');
  const contact = readKnownContact(typed);
  if (!contact.ok) throw new Error('Usage: npm run second-factor-off -- <e-mail or phone>');
  installKeys(await openKeys(config.keysDirectory, { dataExists: true }));
  // The letter about it is queued here, and sent by the running school.
  startAccounts();
  await withDatabase(config, async () => console.log(describe(await reset(contact.value, typed))));
});

async function reset(contact: Contact, typed: string): Promise<SecondFactorReset> {
  const done = await resetSecondFactor(contact).catch((error: unknown) => {
    if (error instanceof Conflict) throw new Error(`The account of ${typed} has no second factor.`);
    throw error;
  });
  if (!done) throw new Error(`No account has ${typed}.`);
  return done;
}

function describe({ name, email }: SecondFactorReset): string {
  const told = email === undefined ? 'Tell them: they have proved no e-mail address.' : `A letter to ${email} says so.`;
  return `The second factor of ${name} is off and all their sessions have ended. ${told} Staff set up a new one at the next sign-in.`;
}
