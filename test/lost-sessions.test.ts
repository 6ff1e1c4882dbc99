/** Every route that takes a form, asked by somebody whose session has ended meanwhile: none answers with a dead end. */
import { expect } from 'chai';
import { useApp } from './support/app.ts';
import { Browser } from './support/browser.ts';
import { fillPath, type People, signEverybodyIn } from './support/permissions/ask.ts';
import {
  type Asker,
  askers,
  type Expected,
  isAllowed,
  readExpectation,
  routeName,
} from './support/permissions/expectation.ts';
import { makeWorld, type World } from './support/permissions/world.ts';
import { inTurns } from './support/turns.ts';

const written = 'Kalimat yang lama diketik';

describe('a lost session', function () {
  this.timeout(180_000);
  const app = useApp();
  let world: World;
  let people: People;
  before(async () => {
    world = await makeWorld(app.address, new Date());
    people = await signEverybodyIn(app.address, world);
  });

  const rows = readExpectation().filter(({ method }) => method === 'POST');
  const senderOf = (row: Expected): Asker => askers.findLast((one) => isAllowed(row, one, 'own'))!;

  /** What is missing when this form comes without its session, or nothing. */
  async function findDeadEnd(row: Expected, body: URLSearchParams | FormData): Promise<string[]> {
    const owner = people.of(senderOf(row), row.owner);
    body.append('_csrf', owner.token);
    body.append('catatan', written);
    const fault = (what: string) => [`${routeName(row)}: ${what}`];
    const visitor = new Browser(app.address);
    const answer = await visitor.probe('POST', fillPath(row, 'own', world)!, body, 'text/html');
    if (answer.status !== 401) return answer.text.includes(written) ? [] : fault(`${answer.status} without the text`);
    const way = /href="\/masuk\?kembali=(%2Fformulir[^"]*)"/.exec(answer.text)?.[1];
    if (way === undefined) return fault('no way back');
    const path = decodeURIComponent(way);
    const [own, other] = await Promise.all(
      [owner, people.all.find((one) => one !== owner && one !== people.all[0])!].map((one) =>
        one.probe('GET', path, undefined, 'text/html'),
      ),
    );
    if (own!.status !== 200 || !own!.text.includes(written)) return fault(`${own!.status}, and the text is not there`);
    return other!.text.includes(written) ? fault('somebody else reads it') : [];
  }

  for (const [kind, make] of [
    ['a form', () => new URLSearchParams()],
    ['a form with files', () => new FormData()],
  ] as const) {
    it(`loses nothing of ${kind}, on any route`, async () => {
      const found = await inTurns(rows, (row) => findDeadEnd(row, make()));
      expect(found.flat()).to.deep.equal([]);
    });
  }
});
