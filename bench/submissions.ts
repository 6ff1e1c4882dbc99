/** Attempts that are ready to be sent, each by its own learner. */
import { learnerAt } from '../src/commands/demo/people.ts';
import { Browser } from '../test/support/browser.ts';

export type Submission = Readonly<{ attempt: string; cookie: string; token: string }>;
export type SignIn = (address: string, login: string) => Promise<Browser>;

/** After these the demo's learners have no part in its story, and there are as many as were asked for. */
const firstExtra = 30;

/** One attempt at the last quiz for each of the demo's extra learners, begun as a person begins it. */
export async function prepareSubmissions(address: string, learners: number, signIn: SignIn): Promise<Submission[]> {
  const prepared: Submission[] = [];
  for (let index = firstExtra; index < learners; index += 1) {
    const browser = await signIn(address, learnerAt(index).email);
    const attempt = await begin(browser);
    if (attempt) prepared.push({ attempt, cookie: browser.cookie, token: browser.token });
  }
  return prepared;
}

async function begin(browser: Browser): Promise<string | undefined> {
  const links = () => browser.page.querySelectorAll('a[href]').map((a) => a.getAttribute('href')!);
  await browser.open(links().find((href) => /^\/kelas\/\w+$/.test(href))!);
  await browser.open(links().findLast((href) => /\/kuis\/[\w-]+$/.test(href))!);
  if (!browser.html.includes('/mulai"')) return undefined;
  await browser.submit('/mulai');
  const attempt = /\/kuis\/([0-9a-f]{24})\//.exec(browser.path)?.[1];
  await browser.open(`/kuis/${attempt}/tinjau`);
  return attempt;
}
