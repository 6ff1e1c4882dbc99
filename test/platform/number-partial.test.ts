import { expect } from 'chai';
import ejs from 'ejs';

/** What stays together when a line ends, as the page shows it. */
async function groupsOf(number: string): Promise<string[]> {
  const html = await ejs.renderFile('views/partials/number.ejs', { number });
  return html
    .replaceAll(/<\/?span[^>]*>/g, '')
    .trim()
    .split('<wbr>')
    .filter(Boolean);
}

describe('a number on a page', () => {
  const table: [number: string, groups: string[]][] = [
    ['3671041505900001', ['3671', '0415', '0590', '0001']],
    ['9120001145220', ['9120', '0011', '45220']],
    ['3671********0001', ['3671', '****', '****', '0001']],
    ['12345678', ['1234', '5678']],
    ['1234567', ['1234567']],
    ['Jl. Melati 3', ['Jl. Melati 3']],
  ];
  for (const [number, groups] of table) {
    it(`${number} never breaks before its last digit`, async () =>
      expect(await groupsOf(number)).to.deep.equal(groups));
  }
});
