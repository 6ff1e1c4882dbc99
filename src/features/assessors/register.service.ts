/** What an entry in the register can be about: people with the role, and schemes that the bodies certify. */
import { listAccountsWithRole } from '../accounts/index.ts';
import { latestScheme, type Scheme } from '../courses/index.ts';
import { listProgrammes } from '../programmes/index.ts';
import { listRegister } from './assessor.service.ts';

/** Holders of the role of assessor who are not in the register yet; `value` names the body and the account. */
export async function listCandidatesForRegister(bodies: readonly string[]): Promise<{ value: string; name: string }[]> {
  const found = await Promise.all(
    bodies.map(async (body) => {
      const [holders, register] = await Promise.all([listAccountsWithRole('assessor', body), listRegister(body)]);
      const known = new Set(register.map(({ account }) => account));
      return holders.filter(({ id }) => !known.has(id)).map(({ id, name }) => ({ value: `${body}.${id}`, name }));
    }),
  );
  return found.flat();
}

/** The schemes of the programmes that these bodies examine for. */
export async function listSchemesOf(bodies: readonly string[]): Promise<Scheme[]> {
  const slugs = new Set<string>();
  for (let page = 1, pages = 1; page <= pages; page++) {
    const found = await listProgrammes({ page });
    pages = found.pages;
    for (const { body, scheme } of found.items) if (bodies.includes(body)) slugs.add(scheme);
  }
  const schemes = await Promise.all([...slugs].map(latestScheme));
  return schemes.filter((scheme) => scheme !== undefined);
}
