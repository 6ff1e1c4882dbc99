import { expect } from 'chai';
import { inspectDocument } from '../../src/platform/files/office/inspect-office.ts';
import { anArchive, anOfficeFile, contentTypes, membersOf, relations } from './office-samples.ts';
import { eicar } from './samples.ts';

const hyperlink = 'Type="http://x/relationships/hyperlink"';
const outside = 'TargetMode="External"';
const field = (...pieces: string[]) =>
  pieces.map((piece) => `<w:r><w:instrText xml:space="preserve">${piece}</w:instrText></w:r>`).join('');

describe('an office document that people send', () => {
  for (const kind of ['docx', 'xlsx', 'pptx'] as const) {
    it(`is known by its content: ${kind}`, async () => {
      expect(await inspectDocument(anOfficeFile(kind))).to.deep.equal({ kind });
    });
  }

  for (const [what, file] of [
    [
      'links to pages',
      anOfficeFile('docx', [
        'word/_rels/document.xml.rels',
        relations(
          `${hyperlink} Target="https://a.id/x?y=1" ${outside}`,
          `${hyperlink} Target="mailto:a@a.id" ${outside}`,
        ),
      ]),
    ],
    ['pictures', anOfficeFile('docx', ['word/media/image1.png', Buffer.alloc(5_000_000)])],
    [
      'a chart with its figures',
      anOfficeFile('pptx', ['ppt/embeddings/Microsoft_Excel_Sheet.xlsx', anOfficeFile('xlsx')]),
    ],
    ['fields that number pages', anOfficeFile('docx', ['word/footer1.xml', field(' PAGE ')])],
  ] as const) {
    it(`may hold ${what}`, async () => expect(await inspectDocument(file)).to.have.property('kind'));
  }

  const active = 'platform.officeActive';
  const damaged = 'platform.fileContentMismatch';
  for (const [what, refusal, file] of [
    ['macros', active, anOfficeFile('xlsx', ['xl/vbaProject.bin', 'x'])],
    [
      'macros by another name',
      active,
      anArchive([contentTypes('vnd.ms-word.document.macroEnabled.main+xml'), ...membersOf('docx').slice(1)]),
    ],
    ['macros of old', active, anOfficeFile('xlsx', ['xl/macrosheets/sheet1.xml', '<x/>'])],
    ['controls', active, anOfficeFile('docx', ['word/activeX/activeX1.xml', '<x/>'])],
    ['an object of another program', active, anOfficeFile('docx', ['word/embeddings/oleObject1.bin', 'x'])],
    ['a program', active, anOfficeFile('docx', ['word/embeddings/x.exe', 'MZ'])],
    [
      'a chart whose figures hold macros',
      active,
      anOfficeFile('pptx', ['ppt/embeddings/a.xlsx', anOfficeFile('xlsx', ['xl/vbaProject.bin', 'x'])]),
    ],
    [
      'a template elsewhere',
      active,
      anOfficeFile('docx', [
        'word/_rels/settings.xml.rels',
        relations(`Type="http://x/attachedTemplate" Target="https://a.id/x.dotm" ${outside}`),
      ]),
    ],
    [
      'a picture elsewhere',
      active,
      anOfficeFile('docx', [
        'word/_rels/document.xml.rels',
        relations(`Type="http://x/image" Target="https://a.id/x.png" ${outside}`),
      ]),
    ],
    [
      'a link that runs',
      active,
      anOfficeFile('docx', [
        'word/_rels/document.xml.rels',
        relations(`${hyperlink} Target="javascript:x" ${outside}`),
      ]),
    ],
    ['figures elsewhere', active, anOfficeFile('xlsx', ['xl/externalLinks/externalLink1.xml', '<x/>'])],
    ['a command in a field', active, anOfficeFile('docx', ['word/footer1.xml', field(' DD', 'EAUTO c:\\\\x ')])],
    ['entities', active, anOfficeFile('xlsx', ['xl/sharedStrings.xml', '<!DOCTYPE x [<!ENTITY a "b">]><x/>'])],
    ['a test virus', 'platform.fileInfected', anOfficeFile('docx', ['word/media/a.txt', eicar])],
    ['a password', 'platform.fileOldOffice', anArchive(membersOf('docx'), (facts) => (facts.flags = 1))],
    ['nothing of a document', damaged, anArchive([['a.txt', 'x']])],
    ['another document behind it', damaged, Buffer.concat([anOfficeFile('docx'), Buffer.from('<html>')])],
    ['a page before it', damaged, Buffer.concat([Buffer.from('<html>'), anOfficeFile('docx')])],
    ['half of itself', damaged, anOfficeFile('docx').subarray(0, 300)],
    ['a name twice', damaged, anOfficeFile('docx', ['WORD/document.xml', '<x/>'])],
    ['a way out', damaged, anOfficeFile('docx', ['../x.xml', '<x/>'])],
    [
      'another name within than without',
      damaged,
      anArchive(membersOf('docx'), (facts) => (facts.name = facts.name.replace('word/d', 'word/D'))),
    ],
    [
      'more than it says',
      damaged,
      anArchive(
        [...membersOf('docx'), ['word/a.xml', 'x'.repeat(90_000)]],
        (facts) => (facts.unpacked = Math.min(facts.unpacked, 1000)),
      ),
    ],
    ['a bomb', damaged, anOfficeFile('docx', ['word/a.xml', Buffer.alloc(120_000_000)])],
  ] as const) {
    it(`is refused with ${what}`, async () => expect(await inspectDocument(file)).to.deep.equal({ refusal }));
  }
});
