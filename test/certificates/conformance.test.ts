import { expect } from 'chai';
import { renderCertificate } from '../../src/features/certificates/certificate.document.ts';
import { readPdfText } from '../support/pdf.ts';
import { aCertificate, aUnit } from './a-certificate.ts';

const about = {
  schoolName: 'Sekolah A & B <Ekspor>',
  units: Array.from({ length: 40 }, (_, index) => aUnit(index + 1)),
};

/** Structure, annotations and dictionaries are not compressed, so that a file can be read for its facts. */
const objectsOf = (pdf: Buffer) => pdf.toString('latin1').split(/\bendobj\b/);

describe('a certificate that keeps to PDF/A-2a and PDF/UA-1', () => {
  let pdf: Buffer;
  let objects: string[];
  before(async () => {
    pdf = await renderCertificate(aCertificate(about));
    objects = objectsOf(pdf);
  });
  const having = (...marks: (string | RegExp)[]) =>
    objects.filter((one) => marks.every((mark) => (typeof mark === 'string' ? one.includes(mark) : mark.test(one))));

  it('says so in metadata that is sound XML whatever the school is called', () => {
    const xmp = pdf.toString('utf8', pdf.indexOf('<?xpacket begin'), pdf.indexOf('<?xpacket end'));
    for (const fact of [
      '<pdfaid:part>2</pdfaid:part>',
      '<pdfaid:conformance>A</pdfaid:conformance>',
      '<pdfuaid:part>1</pdfuaid:part>',
      '<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>',
      '<rdf:li>Sekolah A &amp; B &lt;Ekspor&gt;</rdf:li>',
      '<xmp:ModifyDate>2026-12-04T03:00:00Z</xmp:ModifyDate>',
    ]) {
      expect(xmp).to.include(fact);
    }
    expect(having('/Type /Metadata')).to.have.length(1);
  });

  it('is tagged, titled, in a language, and in colours of a named profile', () => {
    const [catalogue] = having('/Type /Catalog');
    expect(catalogue).to.include('/Lang (id-ID)').and.include('/OutputIntents').and.include('/StructTreeRoot');
    expect(having('/DisplayDocTitle true')).to.have.length(1);
    expect(having('/Marked true')).to.have.length(1);
    expect(having('/S /GTS_PDFA1', '/DestOutputProfile')).to.have.length(1);
  });

  it('says of every heading cell that it heads a column', () => {
    const heads = having(/\/S \/TH\b/);
    expect(heads).to.have.length(12);
    expect(heads.filter((one) => !one.includes('/Scope /Column'))).to.deep.equal([]);
  });

  it('describes its one figure and its place', () => {
    const figures = having('/S /Figure');
    expect(figures).to.have.length(1);
    expect(figures[0]).to.include('/Alt').and.include('/BBox');
  });

  it('has its signature in the structure, with a tooltip, and pages whose order is that of the structure', () => {
    const [field] = having('/Subtype /Widget');
    expect(field)
      .to.include('/FT /Sig')
      .and.include('/TU (Tanda tangan elektronik sekolah)')
      .and.include('/StructParent');
    expect(having('/S /Form', '/Type /OBJR')).to.have.length(1);
    const pages = having(/\/Type \/Page\b(?!s)/);
    expect(pages.filter((page) => !page.includes('/Tabs /S'))).to.deep.equal([]);
  });

  it('embeds each font with its characters, and none of the readers’ own', () => {
    const fonts = having('/Subtype /Type0');
    expect(fonts.length).to.be.above(3);
    expect(fonts.filter((font) => !font.includes('/ToUnicode'))).to.deep.equal([]);
    expect(having('/Subtype /Type1')).to.deep.equal([]);
  });
});

describe('the address on a certificate, for who cannot scan it', () => {
  const addresses: [verifyUrl: string, words: string][] = [
    ['https://layar.example.id/v/7K2MQ', 'layar.example.id/periksa'],
    ['http://192.168.1.5:3000/v/7K2MQ', 'http://192.168.1.5:3000/periksa'],
    [
      'https://sertifikat.sekolah-ekspor.kotatangerang.example.go.id/v/7K2MQ',
      'sertifikat.sekolah-ekspor.kotatangerang.example.go.id/periksa',
    ],
  ];
  for (const [verifyUrl, words] of addresses) {
    it(`is ${words}`, async () => {
      const text = await readPdfText(await renderCertificate(aCertificate({ verifyUrl })));
      expect(text.replaceAll(/\s/g, '')).to.include(words);
    });
  }
});
