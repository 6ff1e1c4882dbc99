import { sign, X509Certificate } from 'node:crypto';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { reserveSignature } from '../../src/platform/pdf/signature-space.ts';
import { drawText } from '../../src/platform/pdf/text.ts';
import { buildSignature, readCertificate } from '../../src/platform/signing/cades.ts';
import { createSchoolCertificate } from '../../src/platform/signing/school-certificate.ts';
import { localSigner, type Signer } from '../../src/platform/signing/signer.ts';
import { signPdf } from '../../src/platform/signing/sign-pdf.ts';
import { type PdfSignature, verifyPdfSignature } from '../../src/platform/signing/verify-pdf.ts';
import { aDrawnDocument } from '../pdf/a-document.ts';

const now = new Date('2026-12-04T03:00:00Z');
const notes = { signedAt: now, reason: 'Sertifikat', name: 'Sekolah Ékspor' };

const aLetter = (words: string) =>
  aDrawnDocument((document) => {
    drawText(document, words, { x: 50, y: 50 }, { face: 'sans', size: 12, colour: '#000000' });
    reserveSignature(document, 'sekolah');
  });

const check = async (pdf: Buffer) => (await verifyPdfSignature(pdf)) as PdfSignature;

describe('the certificate of a school', () => {
  it('names the school, for as long as it was asked, and signs documents only', async () => {
    const { certificatePem } = await createSchoolCertificate('Sekolah Ékspor, Kota "X"', now, 5);
    const certificate = new X509Certificate(certificatePem);
    expect(certificate.toLegacyObject().subject.CN).to.equal('Sekolah Ékspor, Kota "X"');
    expect(new Date(certificate.validFrom)).to.deep.equal(new Date('2026-12-04T02:00:00Z'));
    expect(new Date(certificate.validTo)).to.deep.equal(new Date('2031-12-04T02:00:00Z'));
    expect(certificate.ca).to.equal(false);
    expect(certificate.publicKey.asymmetricKeyDetails?.namedCurve).to.equal('prime256v1');
    expect(certificate.verify(certificate.publicKey)).to.equal(true);
  });

  it('may last beyond 2050, when the way that dates are written changes', async () => {
    const { certificatePem } = await createSchoolCertificate('Sekolah', now, 30);
    expect(new Date(new X509Certificate(certificatePem).validTo)).to.deep.equal(new Date('2056-12-04T02:00:00Z'));
  });

  it('has another key and serial number each time', async () => {
    const [one, other] = [await createSchoolCertificate('S', now, 1), await createSchoolCertificate('S', now, 1)];
    expect(one.keyPem).to.not.equal(other.keyPem);
    const [first, second] = [new X509Certificate(one.certificatePem), new X509Certificate(other.certificatePem)];
    expect(first.serialNumber).to.not.equal(second.serialNumber);
  });
});

describe('a signed PDF', () => {
  let signer: Signer;
  let signed: Buffer;
  before(async () => {
    signer = localSigner(await createSchoolCertificate('Sekolah Ékspor', now, 5));
    signed = await signPdf(await aLetter('Lulus'), signer, notes);
  });

  it('is intact, whole, and names its signer and time', async () => {
    expect(await verifyPdfSignature(signed)).to.deep.equal({
      intact: true,
      coversWholeFile: true,
      signerName: 'Sekolah Ékspor',
      certificateFingerprint: signer.certificate.fingerprint,
      signedAt: now,
    });
  });

  it('says that no certified provider stands behind a local key', () => {
    expect(signer.isCertified).to.equal(false);
  });

  it('is PAdES: detached CAdES, the time in the dictionary and nowhere else', () => {
    const source = signed.toString('latin1');
    expect(source).to.include('/SubFilter /ETSI.CAdES.detached').and.include('/M (D:20261204030000Z)');
    const signature = signed.toString('latin1', signed.indexOf('/Contents <') + 11);
    // 1.2.840.113549.1.9.16.2.47 signingCertificateV2 is there, 1.2.840.113549.1.9.5 signingTime is not.
    expect(signature.slice(0, 16384))
      .to.include('060b2a864886f70d010910022f')
      .and.not.include('06092a864886f70d010905');
  });

  it('is as long as the unsigned one, which stays as it was', async () => {
    const unsigned = await aLetter('Lulus');
    const copy = Buffer.from(unsigned);
    expect((await signPdf(unsigned, signer, notes)).length).to.equal(unsigned.length);
    expect(unsigned.equals(copy)).to.equal(true);
  });

  it('shows every change of one byte outside the signature itself', async () => {
    const contents = { start: signed.indexOf('/Contents <') + 10, end: signed.indexOf('>\n/ByteRange') };
    await fc.assert(
      fc.asyncProperty(fc.nat(signed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        fc.pre(at < contents.start || at > contents.end);
        const altered = Buffer.from(signed);
        altered[at] = altered[at]! ^ change;
        expect(await verifyPdfSignature(altered)).to.not.include({ intact: true, coversWholeFile: true });
      }),
      { numRuns: 120 },
    );
  });

  it('shows a changed signature', async () => {
    const altered = Buffer.from(signed);
    const at = signed.indexOf('/Contents <') + 11 + 2 * 300;
    altered.write(altered.toString('latin1', at, at + 2) === '00' ? '01' : '00', at, 'latin1');
    expect((await check(altered)).intact).to.equal(false);
  });

  it('shows what was appended', async () => {
    const appended = Buffer.concat([signed, Buffer.from('\n1 0 obj << /Type /Catalog >> endobj')]);
    expect(await check(appended)).to.include({ intact: true, coversWholeFile: false });
  });

  it('is not whole when its range leaves out more than the signature', async () => {
    const start = signed.indexOf('/Contents <') + 10;
    const spoofed = Buffer.from(
      signed.toString('latin1').replace(`[0 ${start} `, `[0 ${start - 20} `.padEnd(`[0 ${start} `.length)),
      'latin1',
    );
    expect(await check(spoofed)).to.include({ intact: false, coversWholeFile: false });
  });

  it('signed by someone else in the same name has another fingerprint', async () => {
    const forger = localSigner(await createSchoolCertificate('Sekolah Ékspor', now, 5));
    const forged = await check(await signPdf(await aLetter('Lulus dengan pujian'), forger, notes));
    expect(forged).to.include({ intact: true, signerName: 'Sekolah Ékspor' });
    expect(forged.certificateFingerprint).to.not.equal(signer.certificate.fingerprint);
  });

  it('is not intact when its signature names another certificate than the one that comes along', async () => {
    const [keys, others] = [await createSchoolCertificate('A', now, 5), await createSchoolCertificate('B', now, 5)];
    const { certificate } = readCertificate(new X509Certificate(keys.certificatePem).raw);
    const { raw: der } = new X509Certificate(others.certificatePem);
    const swapped: Signer = {
      ...localSigner(keys),
      sign: async (bytes) =>
        buildSignature(bytes, { certificate, der }, (attributes) => sign('sha256', attributes, keys.keyPem)),
    };
    expect((await check(await signPdf(await aLetter('Lulus'), swapped, notes))).intact).to.equal(false);
  });
});

describe('a PDF that cannot be signed or read', () => {
  it('has no room', async () => {
    const signer = localSigner(await createSchoolCertificate('S', now, 5));
    const failed = await signPdf(Buffer.from('%PDF-1.7'), signer, notes).catch((error: Error) => error.message);
    expect(failed).to.equal('this PDF has no space reserved for a signature');
  });

  it('has too little room', async () => {
    const wordy: Signer = {
      ...localSigner(await createSchoolCertificate('S', now, 5)),
      sign: async () => new Uint8Array(9000),
    };
    const failed = await signPdf(await aLetter('Lulus'), wordy, notes).catch((error: Error) => error.message);
    expect(failed).to.equal('the signature is larger than the space reserved for it');
  });

  it('is given a key that is not the one of the certificate', async () => {
    const [one, other] = [await createSchoolCertificate('S', now, 5), await createSchoolCertificate('S', now, 5)];
    const mixed = { keyPem: one.keyPem, certificatePem: other.certificatePem };
    expect(() => localSigner(mixed)).to.throw('does not belong');
  });

  it('is unsigned', async () => {
    expect(await verifyPdfSignature(await aLetter('Lulus'))).to.equal('unsigned');
  });

  it('is anything at all', async () => {
    const fragment = fc.oneof(
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
      fc.constantFrom(
        '/ByteRange [0 5 9 20]',
        '/ByteRange [0 1 3 0]',
        '<30>',
        '<>',
        '/M (D:99999999999999Z)',
        ' obj',
        'endobj',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fragment, { maxLength: 8 }), async (fragments) => {
        const found = await verifyPdfSignature(Buffer.from(fragments.join(''), 'latin1'));
        expect(found === 'unsigned' || !found.intact).to.equal(true);
      }),
    );
  });
});
