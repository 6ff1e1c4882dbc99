import { expect } from 'chai';
import * as fc from 'fast-check';
import { renderCertificate } from '../../src/features/certificates/certificate.document.ts';
import { UnprintableText } from '../../src/platform/pdf/font.ts';
import { localSigner } from '../../src/platform/signing/signer.ts';
import { createSchoolCertificate } from '../../src/platform/signing/school-certificate.ts';
import { signPdf } from '../../src/platform/signing/sign-pdf.ts';
import { verifyPdfSignature } from '../../src/platform/signing/verify-pdf.ts';
import { decodeQr, readPageSizes, readPdfText, readPlacedText } from '../support/pdf.ts';
import { aCertificate, aUnit } from './a-certificate.ts';

const longest = 'Muhammad Fathurrahman Wicaksono Adiningrat Kusumanegara Prawirodirdjo Suryokusumo Hadiningrat Putra';
const names = [
  'Sari',
  'Ng',
  'Raden Ajeng Siti Nurhaliza Kusumawardhani Binti Abdul Rahman Wiryodiningrat',
  'Ngô Đình Nhã-Łukasz O’Brien Ünsal Žižek',
  "Siti Nur'aini Ma`ruf S.E., M.M.",
  'Muḥammad ʿAbd al-Qādir Ṣiddīq',
  longest,
  'Wiryodiningrat'.repeat(7),
];

/** The frame stands 28 points from the edge; text keeps a distance from it. */
const inside = { left: 90, right: 841.89 - 90, top: 36, bottom: 595.28 - 30 };

describe('the certificate as a document', () => {
  it('says who is competent in what, since when and until when, in both languages', async () => {
    const text = await readPdfText(await renderCertificate(aCertificate()));
    for (const said of [
      'Sertifikat Eksportir',
      'Exporter Certificate',
      'Sari Wulandari',
      'Persiapan Ekspor',
      'Export Preparation',
      'LYR-2026-0114',
      '2 Desember 2026',
      '4 December 2026',
      '4 Desember 2029',
      'Ratna Puspitasari',
      'Head of School',
      'Ini sertifikat program sekolah.',
      'This is a certificate of the school.',
      'G.46PEI01.001.2',
      'Melakukan Riset Pasar Ekspor 1',
      'Conduct export market research 1',
    ]) {
      expect(text).to.include(said);
    }
  });

  it('claims nothing of the national authority by itself', async () => {
    expect(await readPdfText(await renderCertificate(aCertificate()))).to.not.match(/BNSP|negara|national/i);
  });

  it('dates it by the calendar of WIB', async () => {
    const lateEvening = new Date('2026-12-04T17:30:00Z');
    expect(await readPdfText(await renderCertificate(aCertificate({ issuedOn: lateEvening })))).to.include(
      'Kota Tangerang, 5 Desember 2026',
    );
  });

  for (const holderName of names) {
    it(`prints “${holderName}” whole and inside the frame`, async () => {
      const pdf = await renderCertificate(aCertificate({ holderName }));
      const [firstPage = ''] = (await readPdfText(pdf)).split('Periksa keasliannya');
      expect(firstPage.replace(/\s+/g, ' ')).to.include(holderName.normalize('NFC'));
      expect((await readPlacedText(pdf)).filter(isOutside)).to.deep.equal([]);
    });
  }

  it('keeps every other text inside the frame, however long', async () => {
    const both = { id: longest, en: longest };
    const certificate = aCertificate({
      programmeName: longest,
      schemeTitle: both,
      schoolName: longest,
      issuerName: longest,
      city: longest,
      number: longest,
      statement: both,
      signatories: [1, 2, 3].map(() => ({ name: longest, role: both })),
      units: [{ code: longest, title: { id: `${longest} ${longest}`, en: `${longest} ${longest}` } }],
    });
    expect((await readPlacedText(await renderCertificate(certificate))).filter(isOutside)).to.deep.equal([]);
  });

  it('refuses a name that it cannot print', async () => {
    const refused = await renderCertificate(aCertificate({ holderName: '李小龍' })).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(UnprintableText);
  });

  it('has a QR code that leads to the verification page', async () => {
    const certificate = aCertificate();
    expect(await decodeQr(await renderCertificate(certificate))).to.equal(certificate.verifyUrl);
  });

  it('shows the whole code under the QR code', async () => {
    const text = await readPdfText(await renderCertificate(aCertificate()));
    expect(text.replace(/\s/g, '')).to.include('7K2MQ-9XHTB-4WRPA-C3EVN-8ZD5FJ');
  });

  it('is two A4 pages lying down, below 300 KB, with every font embedded', async () => {
    const pdf = await renderCertificate(
      aCertificate({ units: Array.from({ length: 13 }, (_, index) => aUnit(index)) }),
    );
    const sizes = await readPageSizes(pdf);
    expect(sizes.map((size) => size.map(Math.round))).to.deep.equal([
      [842, 595],
      [842, 595],
    ]);
    expect(pdf.length).to.be.below(300_000);
    const count = (mark: RegExp) => pdf.toString('latin1').match(mark)?.length ?? 0;
    expect(count(/\/Type \/FontDescriptor/g)).to.equal(5);
    expect(count(/\/FontFile2 /g)).to.equal(5);
    expect(count(/\/Subtype \/Type1/g)).to.equal(0);
  });

  it('lists forty units on as many pages as they need', async () => {
    const units = Array.from({ length: 40 }, (_, index) => aUnit(index + 1));
    const pdf = await renderCertificate(aCertificate({ units }));
    const text = await readPdfText(pdf);
    for (const { code } of units) expect(text).to.include(code);
    expect(text).to.include('Halaman 5 dari 5'.replaceAll('5', String((await readPageSizes(pdf)).length)));
    expect((await readPlacedText(pdf)).filter(isOutside)).to.deep.equal([]);
  });

  it('comes out the same, byte for byte, from the same snapshot', async () => {
    const [first, second] = [await renderCertificate(aCertificate()), await renderCertificate(aCertificate())];
    expect(first.equals(second)).to.equal(true);
  });

  it('can be signed, and shows any later change', async () => {
    const signedAt = new Date('2026-12-04T03:00:00Z');
    const signer = localSigner(await createSchoolCertificate('Sekolah Ekspor', signedAt, 10));
    const notes = { signedAt, reason: 'Sertifikat', name: 'Sekolah Ekspor' };
    const pdf = await signPdf(await renderCertificate(aCertificate()), signer, notes);

    expect(await verifyPdfSignature(pdf)).to.include({ intact: true, coversWholeFile: true });
    expect(await decodeQr(pdf)).to.equal(aCertificate().verifyUrl);
    const contents = { start: pdf.indexOf('/Contents <'), end: pdf.indexOf('>', pdf.indexOf('/Contents <')) };
    await fc.assert(
      fc.asyncProperty(fc.nat(pdf.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        fc.pre(at < contents.start || at > contents.end);
        const altered = Buffer.from(pdf);
        altered[at] = (altered[at] ?? 0) ^ change;
        const found = await verifyPdfSignature(altered);
        expect(found === 'unsigned' || !found.intact || !found.coversWholeFile).to.equal(true);
      }),
      { numRuns: 60 },
    );
  });
});

const isOutside = ({ x, y, width }: { x: number; y: number; width: number }) =>
  x < inside.left || x + width > inside.right + 0.5 || y < inside.top || y > inside.bottom;
