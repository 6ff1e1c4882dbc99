import { expect } from 'chai';
import { child, children, readXml, tag, textIn, writeXml } from '../../src/platform/xml.rules.ts';

describe('XML', () => {
  it('comes back as it was written, whatever its texts are', () => {
    for (const text of [
      '',
      'a < b && c > "d"',
      '  two spaces  ',
      'line\nline\r\nline',
      ']]>',
      '&amp;',
      '120 g/m² ± 5 %',
    ]) {
      const written = tag('quiz', {}, [tag('one', { said: text }, [tag('text', text)])]);
      const read = child(readXml(writeXml(written)), 'one')!;
      expect(textIn(read)).to.equal(text);
      expect(read.attributes.said).to.equal(text);
    }
  });

  it('is read as others write it', () => {
    const read = readXml(
      `\uFEFF<?xml version='1.0'?><!-- a remark --><quiz>\n<one kind='a "b"' n = "1"/><one><text><![CDATA[<p>x & y</p>]]></text></one></quiz>\n`,
    );
    const [first, second] = children(read, 'one');
    expect(first!.attributes).to.deep.equal({ kind: 'a "b"', n: '1' });
    expect(textIn(second)).to.equal('<p>x & y</p>');
    expect(child(readXml('<a>&#65;&#x42;&lt;&unknown;&#x110000;</a>'))!.text).to.equal('AB<&unknown;&#x110000;');
  });

  const refused: [what: string, document: string, says: RegExp][] = [
    ['a declaration of types', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', /from character 0/],
    ['an element that does not end', '<a><b></b>', /ends before <a>/],
    ['an end that begins nowhere', '<a></b></a>', /<\/b> closes nothing at character 3/],
    ['what breaks off', '<a><b', /from character 3/],
    ['a text alone', 'questions', /no element/],
    ['nothing', '', /no element/],
  ];
  for (const [what, document, says] of refused) {
    it(`is not read with ${what}`, () => expect(() => readXml(document)).to.throw(says));
  }

  it('takes no longer than its length', () => {
    const long = 200_000;
    const started = performance.now();
    for (const end of [' '.repeat(long), ` ${'a'.repeat(long)}`, ' a="'.repeat(long), '<!--'.repeat(long)]) {
      expect(() => readXml(`<a${end}`)).to.throw();
    }
    expect(readXml(`${'<a>'.repeat(long)}${'</a>'.repeat(long)}`).name).to.equal('a');
    expect(performance.now() - started).to.be.lessThan(5000);
  });
});
