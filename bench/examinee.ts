/** One learner's exam morning: signs in, finds the quiz, answers each question after some thought, sends it, sees the result. */
import { setTimeout } from 'node:timers/promises';
import { type Answer, Phone } from './phone.ts';

export type Step =
  | 'sign-in page'
  | 'signing in'
  | 'home'
  | 'class'
  | 'quiz'
  | 'starting'
  | 'question'
  | 'saving'
  | 'review'
  | 'sending'
  | 'result';
/** Milliseconds of each step's requests. */
export type Times = Map<Step, number[]>;
/** What was given and acknowledged, by the attempt and the place of the question. */
export type Given = Readonly<{ attempt: string; values: ReadonlyMap<number, readonly string[]> }>;

export type Plan = Readonly<{ address: string; login: string; password: string; thinkingMs: number; times: Times }>;

const tokenIn = (html: string) => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** Throws when a page is not what a learner expects: that is a failure of the morning. */
export async function takeExam({ address, login, password, thinkingMs, times }: Plan): Promise<Given> {
  const phone = new Phone(address);
  const timed = async (step: Step, work: Promise<Answer>, expected: number): Promise<Answer> => {
    const started = performance.now();
    const answer = await work;
    const taken = times.get(step) ?? [];
    if (taken.length === 0) times.set(step, taken);
    taken.push(performance.now() - started);
    if (answer.status !== expected) throw new Error(`${step}: ${answer.status} instead of ${expected}`);
    return answer;
  };
  const open = (step: Step, path: string) => timed(step, phone.open(path), 200);
  const send = async (step: Step, path: string, fields: Record<string, string | readonly string[]>) =>
    must((await timed(step, phone.send(path, fields), 303)).location, `${step} leads nowhere`);

  try {
    const door = await open('sign-in page', '/masuk');
    const credentials = { _csrf: tokenIn(door.text), kembali: '/beranda', contact: login, password };
    const home = await open('home', await send('signing in', '/masuk', credentials));
    const classroom = await open('class', linkIn(home.text, /href="(\/kelas\/\w+)"/g));
    const quiz = await open('quiz', linkIn(classroom.text, /href="([^"]*\/kuis\/[\w-]+)"/g));
    const start = linkIn(quiz.text, /action="([^"]+\/mulai)"/g);
    let path = await send('starting', start, { _csrf: tokenIn(quiz.text) });
    const attempt = must(/\/kuis\/([0-9a-f]{24})\//.exec(path)?.[1], 'no attempt was begun');
    const values = new Map<number, readonly string[]>();
    while (!path.endsWith('/tinjau')) {
      const question = await open('question', path);
      await setTimeout(thinkingMs * (0.5 + Math.random()));
      const value = choose(question.text);
      const place = Number(/\/soal\/(\d+)$/.exec(path)?.[1]);
      const sequence = must(/name="sequence" value="(\d+)"/.exec(question.text)?.[1], 'a question without a sequence');
      const to = must(/name="to" value="(\w+)"/.exec(question.text)?.[1], 'a question without a way on');
      path = await send('saving', path, { _csrf: tokenIn(question.text), sequence, answer: value, to });
      values.set(place, value);
    }
    const review = await open('review', path);
    await open('result', await send('sending', `/kuis/${attempt}/kirim`, { _csrf: tokenIn(review.text) }));
    return { attempt, values };
  } finally {
    phone.hangUp();
  }
}

/** The last link of this form: the quiz that a class of the demo has not taken yet. */
const linkIn = (html: string, form: RegExp): string =>
  must([...html.matchAll(form)].at(-1)?.[1], `no link ${form.source}`);

/** An answer that the page's own fields allow. */
function choose(html: string): readonly string[] {
  const all = (form: RegExp) => [...html.matchAll(form)].map(([, value]) => value ?? '');
  const choices = all(/type="(?:radio|checkbox)" name="answer" value="([^"]+)"/g);
  if (choices.length > 0) return [choices[Math.floor(Math.random() * choices.length)] ?? ''];
  const selects = all(/<select[^>]* name="answer"[^>]*>([\s\S]*?)<\/select>/g);
  if (selects.length === 0) return ['42'];
  // Each part another one, so that an order has no place twice.
  return selects.map((options, place) => {
    const offers = [...options.matchAll(/<option value="([^"]+)"/g)].map(([, value]) => value ?? '');
    return offers[place % offers.length] ?? '';
  });
}

function must<T>(value: T | undefined, problem: string): T {
  if (value === undefined) throw new Error(problem);
  return value;
}
