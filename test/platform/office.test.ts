import { expect } from 'chai';
import { inspectDocument } from '../../src/platform/files/office/inspect-office.ts';
import { anArchive, anOfficeFile, contentTypes, membersOf, relations } from './office-samples.ts';
import { eicar } from './samples.ts';

const hyperlink = 'Type="http://x/relationships/hyperlink"';
const outside = 'TargetMode="External"';
const template = 'Type="http://x/attachedTemplate" Target="https://a.id/x.dotm"';
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
    ...(
      [
        ['by numbers', `${template} TargetMode="&#69;xternal"`],
        ['behind a bracket', `Type="http://x/attachedTemplate" Target="https://a.id/?>x" ${outside}`],
        ['in quotes of the other kind', `${template} TargetMode='External'`],
      ] as const
    ).map(
      ([how, one]) =>
        [
          `a template elsewhere, said ${how}`,
          active,
          anOfficeFile('docx', ['word/_rels/settings.xml.rels', relations(one)]),
        ] as const,
    ),
    [
      'a template elsewhere, written in two bytes a sign',
      active,
      anOfficeFile('docx', [
        'word/_rels/settings.xml.rels',
        Buffer.from(`\ufeff${relations(`${template} ${outside}`)}`, 'utf16le'),
      ]),
    ],
    [
      'a writing that we do not read',
      active,
      anOfficeFile('docx', ['word/a.xml', '<?xml version="1.0" encoding="utf-7"?><x/>']),
    ],
    ['a command spelled in numbers', active, anOfficeFile('docx', ['word/a.xml', field('&#68;DE c')])],
    ['a command cut by a comment', active, anOfficeFile('docx', ['word/a.xml', field('DD<!-- x -->E c')])],
    ['a command cut by an instruction', active, anOfficeFile('docx', ['word/a.xml', field('DD<?x?>E c')])],
    [
      'a command behind plain text that looks like the beginning of a comment',
      active,
      anOfficeFile('docx', ['word/a.xml', field('<![CDATA[<!--]]>', 'DDE c')]),
    ],
    [
      'a command behind an instruction that looks like the beginning of a comment',
      active,
      anOfficeFile('docx', ['word/a.xml', `<?x <!-- ?>${field('DDE c')}`]),
    ],
    ['a command as plain text', active, anOfficeFile('docx', ['word/a.xml', field('<![CDATA[DDE c]]>')])],
    [
      'a command under another prefix',
      active,
      anOfficeFile('docx', ['word/a.xml', '<x:fldSimple x:instr="DDEAUTO c"/>']),
    ],
    ['a command in a part that is not called text', active, anOfficeFile('docx', ['word/a.bin', field('DDE c')])],
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

  for (const [name, what] of [
    ['word/a.xml', '<w:instrText '],
    ['word/a.xml', '<!--'],
    ['word/a.xml', '<!---->'],
    ['word/a.xml', '<![CDATA['],
    ['word/a.xml', '<?'],
    ['word/_rels/a.xml.rels', '<Relationship TargetMode '],
    ['word/_rels/a.xml.rels', '<Relationship a="'],
  ] as const) {
    it(`is judged in time that grows with its bytes alone: ${what} for ever`, async () => {
      const file = anOfficeFile('docx', [name, what.repeat(100_000)]);
      const begun = performance.now();
      await inspectDocument(file);
      expect(performance.now() - begun).to.be.below(2000);
    });
  }

  it('takes no memory for each of its pieces, however many they are', async () => {
    const file = anOfficeFile('docx', ['word/a.xml', '<fldSimple>'.repeat(1_800_000)]);
    const before = process.memoryUsage().rss;
    expect(await inspectDocument(file)).to.deep.equal({ kind: 'docx' });
    expect(process.memoryUsage().rss - before, 'bytes').to.be.below(300_000_000);
  });
});
