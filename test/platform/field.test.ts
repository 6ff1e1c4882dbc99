import path from 'node:path';
import { expect } from 'chai';
import ejs from 'ejs';
import { projectRoot } from '../../src/platform/project-root.ts';

const render = (field: object) =>
  ejs.renderFile(path.join(projectRoot, 'views/partials/field.ejs'), {
    name: 'x',
    label: 'X',
    errors: {},
    values: {},
    t: String,
    ...field,
  });

/** A keyboard of a phone puts a capital first, puts words right and underlines them. */
describe('a field', () => {
  for (const [what, field, capitals] of [
    ['a password, shown or not', { type: 'password' }, 'none'],
    ['an e-mail address', { type: 'email' }, 'none'],
    ['a phone number', { type: 'tel' }, 'none'],
    ['a one-time code', { inputmode: 'numeric', autocomplete: 'one-time-code' }, 'none'],
    ['an identity number', { className: 'id', inputmode: 'numeric' }, 'none'],
    ['a contact', { autocapitalize: 'none' }, 'none'],
    ['a code in capitals', { autocapitalize: 'characters' }, 'characters'],
  ] as const) {
    it(`leaves ${what} as it is typed`, async () => {
      const html = await render(field);
      expect(html).to.contain(`autocapitalize="${capitals}"`);
      expect(html).to.contain('autocorrect="off"').and.to.contain('spellcheck="false"');
    });
  }

  it('lets the keyboard help with words', async () => {
    expect(await render({ autocomplete: 'name' })).not.to.match(/autocorrect|spellcheck|autocapitalize/);
  });
});
