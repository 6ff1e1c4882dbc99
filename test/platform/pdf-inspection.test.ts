import { createCipheriv, createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { expect } from 'chai';
import PDFDocument from 'pdfkit';
import { inspect } from '../../src/platform/files/pdf/inspect-pdf.ts';
import { rc4 } from '../../src/platform/files/pdf/rc4.ts';
import { aPdf, eicar } from './samples.ts';

/** A PDF of these objects, as programs write them; the first is the catalogue. */
const withObjects = (...objects: (string | Buffer)[]): Buffer =>
  Buffer.concat([
    Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'),
    ...objects.flatMap((object, index) => [
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from('\nendobj\n'),
    ]),
    Buffer.from('trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n'),
  ]);

const stream = (entries: string, bytes: Buffer) =>
  Buffer.concat([Buffer.from(`<< ${entries} /Length ${bytes.length} >>\nstream\n`), bytes, Buffer.from('\nendstream')]);

/** Objects packed as today's programs do. */
function packed(...objects: [number: number, text: string][]): { entries: string; bytes: Buffer } {
  let offset = 0;
  const head = objects.map(([number, text]) => {
    const at = offset;
    offset += text.length + 1;
    return `${number} ${at}`;
  });
  const first = `${head.join(' ')}\n`;
  const bytes = Buffer.from(first + objects.map(([, text]) => `${text}\n`).join(''));
  return { entries: `/Type /ObjStm /N ${objects.length} /First ${first.length}`, bytes };
}

const flate = ({ entries, bytes }: { entries: string; bytes: Buffer }) =>
  stream(`${entries} /Filter /FlateDecode`, deflateSync(bytes));
const catalogue = (entries = '') => `<< /Type /Catalog /Pages 2 0 R ${entries} >>`;

function made(options: PDFKit.PDFDocumentOptions, write: (pdf: PDFKit.PDFDocument) => unknown): Promise<Buffer> {
  const pdf = new PDFDocument({ compress: true, ...options });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const done = new Promise<Buffer>((resolve) => {
    pdf.on('end', () => resolve(Buffer.concat(parts)));
  });
  write(pdf);
  pdf.end();
  return done;
}

type Encrypt = (bytes: Buffer, key: Buffer, objectId: Buffer) => Buffer;
const md5 = (...parts: Buffer[]) => createHash('md5').update(Buffer.concat(parts)).digest();
const encryptByRc4: Encrypt = (bytes, key, objectId) => rc4(md5(key, objectId), bytes);

const byAes = '/StmF /StdCF /StrF /StdCF /CF << /StdCF << /CFM /AESV2 /AuthEvent /DocOpen /Length 16 >> >>';
const encryptByAes: Encrypt = (bytes, key, objectId) => {
  const vector = Buffer.alloc(16, 5);
  const cipher = createCipheriv('aes-128-cbc', md5(key, objectId, Buffer.from('sAlT')), vector);
  return Buffer.concat([vector, cipher.update(bytes), cipher.final()]);
};

const versions = ['1.3', '1.4', '1.6', '1.7', '1.7ext3'] as const;

describe('a PDF that people send', () => {
  describe('is taken', () => {
    const document = (pdf: PDFKit.PDFDocument) => pdf.text('Kalkulasi harga ekspor');
    for (const [what, make] of [
      ['with text alone', () => made({}, document)],
      ['with a link', () => made({}, (pdf) => document(pdf).text('Layar', { link: 'https://layar.example/' }))],
      [
        'with an outline and a page that it opens at',
        () => made({}, (pdf) => (pdf.outline.addItem('Bab 1'), document(pdf).addPage().addNamedDestination('bab'))),
      ],
      [
        'with a form to fill in',
        () => made({}, (pdf) => (document(pdf).initForm(), pdf.formText('nama', 10, 10, 200, 20, { value: 'Ani' }))),
      ],
      ['for people who cannot see', () => made({ tagged: true, lang: 'id', pdfVersion: '1.7' }, document)],
      ['that opens at a page', async () => withObjects(catalogue('/OpenAction [2 0 R /XYZ null null 0]'), '<< >>')],
      [
        'that opens by going to a page',
        async () => withObjects(catalogue('/OpenAction 2 0 R'), '<< /S /GoTo /D [3 0 R /Fit] >>'),
      ],
      [
        'whose objects are packed',
        async () =>
          withObjects(catalogue(), flate(packed([3, '<< /Type /Page >>'], [4, '<< /S /URI /URI (https://a.id) >>']))),
      ],
      [
        'that speaks of JS and AA in its text',
        async () => withObjects(catalogue(), stream('', Buffer.from('BT (/JS (a) /AA <<) Tj ET'))),
      ],
      [
        'with fonts of such names',
        async () => withObjects(catalogue(), '<< /Font << /JS1 3 0 R /AAAAAA+Arial 4 0 R /AAPL:AA true >> >>'),
      ],
      ['behind an empty line', async () => Buffer.concat([Buffer.from('\n'), aPdf()])],
    ] as const) {
      it(what, async () => expect(await inspect(await make())).to.equal(undefined));
    }

    for (const pdfVersion of versions) {
      it(`that only its owner may print, encrypted as in version ${pdfVersion}`, async () => {
        const pdf = await made({ pdfVersion, ownerPassword: 'rahasia', userPassword: '' }, document);
        expect(pdf.includes('/Encrypt')).to.equal(true);
        expect(await inspect(pdf)).to.equal(undefined);
      });
    }
  });

  describe('is refused, because a password locks it', () => {
    for (const pdfVersion of versions) {
      it(`as in version ${pdfVersion}`, async () => {
        const pdf = await made({ pdfVersion, userPassword: 'rahasia' }, (one) => one.text('x'));
        expect(await inspect(pdf)).to.equal('platform.pdfLocked');
      });
    }

    it('in a way that nobody knows', async () => {
      expect(await inspect(withObjects('<< /Encrypt << /Filter /Other /V 9 >> >>'))).to.equal('platform.pdfLocked');
    });
  });

  const program = "<< /S /JavaScript /JS (app.alert\\('x'\\)) >>";
  const packedProgram = Buffer.from(`3 0 ${program}`);
  const asAscii85 = (bytes: Buffer) => {
    let out = '';
    for (let at = 0; at < bytes.length; at += 4) {
      const part = Buffer.concat([bytes.subarray(at, at + 4), Buffer.alloc(4)]).subarray(0, 4);
      let value = part.readUInt32BE();
      const signs = Array.from({ length: 5 }, () => {
        const sign = String.fromCodePoint((value % 85) + 33);
        value = Math.floor(value / 85);
        return sign;
      });
      out += signs
        .reverse()
        .join('')
        .slice(0, Math.min(4, bytes.length - at) + 1);
    }
    return Buffer.from(`${out}~>`);
  };

  describe('is refused, because it acts', () => {
    for (const [what, pdf] of [
      ['a program that starts with it', withObjects(catalogue('/OpenAction 2 0 R'), program)],
      ['a program by name', withObjects(catalogue('/Names << /JavaScript << /Names [(a) 2 0 R] >> >>'), program)],
      ['a program whose name is spelled in numbers', withObjects(catalogue(), '<< /S /J#61va#53cript /J#53 (x) >>')],
      ['a program without its kind', withObjects(catalogue(), '<< /S /Other /JS 3 0 R >>')],
      ['a program that is packed', withObjects(catalogue(), flate(packed([3, program])))],
      [
        'a program that is packed as characters',
        withObjects(
          catalogue(),
          stream(
            `${packed([3, program]).entries} /Filter [/ASCII85Decode /FlateDecode]`,
            asAscii85(deflateSync(packed([3, program]).bytes)),
          ),
        ),
      ],
      [
        'a program that is packed as digits',
        withObjects(
          catalogue(),
          stream(
            `${packed([3, program]).entries} /Filter /AHx`,
            Buffer.from(`${packed([3, program]).bytes.toString('hex')}>`),
          ),
        ),
      ],
      [
        'a packed list that hides its type',
        withObjects(
          catalogue(),
          stream(`/Type 9 0 R /N 1 /First 4 /Filter /FlateDecode`, deflateSync(Buffer.from(`3 0 ${program}`))),
        ),
      ],
      [
        'a packed list that calls itself a picture',
        withObjects(catalogue(), flate({ ...packed([3, program]), entries: '/Type /ObjStm /Subtype /Image /First 4' })),
      ],
      [
        'a packed list whose last filter is none',
        withObjects(
          catalogue(),
          stream('/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /DCTDecode]', deflateSync(packedProgram)),
        ),
      ],
      [
        'a packed list whose dictionary seems to begin later',
        withObjects(
          catalogue(),
          stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /A (9 0 obj <<)', deflateSync(packedProgram)),
        ),
      ],
      [
        'a packed list that says nothing of itself where we look',
        withObjects(catalogue(), stream('/A (9 0 obj <<) /Filter 8 0 R', deflateSync(packedProgram))),
      ],
      [
        'a program in a part that was added later',
        Buffer.concat([aPdf(), Buffer.from(`7 0 obj\n${program}\nendobj\n%%EOF\n`)]),
      ],
      [
        'a program that lies in a picture',
        withObjects(catalogue(), stream('/Subtype /Image', Buffer.from(`9 0 obj ${program} endobj`))),
      ],
      ['a program that is started', withObjects(catalogue(), '<< /S /Launch /F (cmd.exe) >>')],
      ['a file within', withObjects(catalogue('/Names << /EmbeddedFiles 3 0 R >>'))],
      [
        'a file pinned to a page',
        withObjects(catalogue(), '<< /Subtype /FileAttachment /FS << /EF << /F 3 0 R >> >> >>'),
      ],
      ['a file within, by a short name', withObjects(catalogue(), '<< /Type /Filespec /EF << /F 3 0 R >> >>')],
      ['a film', withObjects(catalogue(), '<< /Subtype /RichMedia >>')],
      ['a form of the program kind', withObjects(catalogue('/AcroForm << /XFA 3 0 R >>'))],
      ['an act on each page turned', withObjects(catalogue(), '<< /Type /Page /AA << /O 3 0 R >> >>')],
      ['an act behind a comment', withObjects(catalogue(), '<< /Type /Page /AA %x\n 3 0 R >>')],
      ['a form that sends itself', withObjects(catalogue('/OpenAction << /S /SubmitForm /F (https://a.id) >>'))],
      [
        'data that come in by themselves',
        withObjects(catalogue('/OpenAction 3 0 R'), '<< >>', '<< /S /ImportData /F (a) >>'),
      ],
      ['an address that opens by itself', withObjects(catalogue('/OpenAction << /S /URI /URI (https://a.id) >>'))],
      [
        'an address that opens by itself, elsewhere',
        withObjects(catalogue('/OpenAction 2 0 R'), '<< /S /URI /URI (https://a.id) >>'),
      ],
      [
        'an address that opens by itself, packed',
        withObjects(
          catalogue('/OpenAction 4 0 R'),
          flate(packed([3, '<< /A#20#20 1 >>'], [4, '<< /S/URI /URI (x) >>'])),
        ),
      ],
      [
        'a second act behind a harmless one',
        withObjects(catalogue('/OpenAction 2 0 R'), '<< /S /GoTo /D [3 0 R /Fit] /Next 4 0 R >>'),
      ],
    ] as const) {
      it(what, async () => expect(await inspect(pdf)).to.equal('platform.pdfActive'));
    }

    for (const [how, { pdf, encrypt }] of [
      ['by RC4', anEncryptedPdf('/V 2 /R 3 /Length 128', encryptByRc4)],
      ['by AES, with the length of its key', anEncryptedPdf(`/V 4 /R 4 /Length 128 ${byAes}`, encryptByAes)],
      ['by AES, without the length of its key', anEncryptedPdf(`/V 4 /R 4 ${byAes}`, encryptByAes)],
      [
        'by AES, with the length of a key that it has not',
        anEncryptedPdf(`/V 4 /R 4 /Length 40 ${byAes}`, encryptByAes),
      ],
    ] as const) {
      it(`a program that is packed and encrypted for its owner ${how}`, async () => {
        const list = packed([3, program]);
        const sealed = stream(`${list.entries} /Filter /FlateDecode`, encrypt(deflateSync(list.bytes), 2));
        expect(await inspect(pdf(sealed))).to.equal('platform.pdfActive');
        const harmless = packed([3, '<< /Type /Page >>']);
        const fine = stream(`${harmless.entries} /Filter /FlateDecode`, encrypt(deflateSync(harmless.bytes), 2));
        expect(await inspect(pdf(fine))).to.equal(undefined);
      });
    }
  });

  it('is refused with a test virus in one of its streams', async () => {
    const pdf = withObjects(catalogue(), stream('/Filter /FlateDecode', deflateSync(eicar)));
    expect(await inspect(pdf)).to.equal('platform.fileInfected');
  });

  for (const keyword of ['stream \n', 'stream', 'stream\t\r\n']) {
    it(`is refused with a packed list behind ${JSON.stringify(keyword)}, whose beginning each reader finds elsewhere`, async () => {
      const list = stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', deflateSync(packedProgram));
      const odd = Buffer.from(list.toString('latin1').replace('stream\n', keyword), 'latin1');
      expect(await inspect(withObjects(catalogue(), odd))).to.equal('platform.pdfUnreadable');
    });
  }

  describe('is judged in time that grows with its bytes alone, however it is made', () => {
    const overlaps = Array.from({ length: 100_000 }, (_, index) => `1 ${index % 2 ? 19_999 : 0} `).join('');
    for (const [what, pdf] of [
      ['endless digits', withObjects(`/JS ${'1'.repeat(300_000)}`)],
      ['openings within openings', withObjects('/OpenAction<<'.repeat(100_000))],
      [
        'packed objects that overlap',
        withObjects(
          catalogue(),
          flate({
            entries: `/Type /ObjStm /First ${overlaps.length}`,
            bytes: Buffer.from(overlaps + 'x'.repeat(20_000)),
          }),
        ),
      ],
    ] as const) {
      it(what, async () => {
        const begun = performance.now();
        await inspect(pdf);
        expect(performance.now() - begun).to.be.below(1000);
      });
    }
  });

  it('is refused when it is an archive as well', async () => {
    const archive = Buffer.concat([aPdf(), Buffer.from('PK\u0005\u0006'), Buffer.alloc(18), Buffer.from('%%EOF')]);
    expect(await inspect(archive)).to.equal('platform.fileContentMismatch');
  });

  it('is refused when its objects cannot be looked at', async () => {
    const list = packed([3, '<< >>']);
    const odd = withObjects(catalogue(), stream(`${list.entries} /Filter /LZWDecode`, list.bytes));
    expect(await inspect(odd)).to.equal('platform.pdfUnreadable');
  });

  it('takes neither memory nor time, whatever is packed into it', async () => {
    const bomb = deflateSync(Buffer.alloc(300_000_000), { level: 9 });
    const objects = withObjects(catalogue(), stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', bomb));
    const comments = withObjects(catalogue(), '/JS%'.repeat(400_000));
    const repeats = withObjects(catalogue(), stream('/Filter /A85', Buffer.alloc(30_000_000, 'z')));
    const drawing = withObjects(catalogue(), ...Array.from({ length: 20 }, () => stream('/Filter /FlateDecode', bomb)));
    const nested = withObjects(catalogue(), `<< /Filter ${'['.repeat(500_000)} >>\nstream\nx\nendstream`);
    const before = process.memoryUsage().rss;
    const started = Date.now();
    expect(await inspect(objects)).to.equal('platform.pdfUnreadable');
    expect(await inspect(comments)).to.equal(undefined);
    expect(await inspect(repeats)).to.equal(undefined);
    expect(await inspect(drawing)).to.equal(undefined);
    expect(await inspect(nested)).to.equal(undefined);
    expect(Date.now() - started, 'milliseconds').to.be.below(8000);
    expect(process.memoryUsage().rss - before, 'bytes').to.be.below(300_000_000);
  }).timeout(20_000);
});

/** Encrypted by hand in the way that is told: with the key of 16 bytes that belongs to the empty password. */
function anEncryptedPdf(way: string, encryptWith: Encrypt) {
  const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
  const owner = Buffer.alloc(32, 7);
  const id = Buffer.alloc(16, 9);
  let key = md5(padding, owner, Buffer.from([0xfc, 0xff, 0xff, 0xff]), id);
  for (let round = 0; round < 50; round += 1) key = md5(key);
  let shown = rc4(key, md5(padding, id));
  for (let round = 1; round < 20; round += 1) shown = rc4(Buffer.from(key.map((byte) => byte ^ round)), shown);
  const user = Buffer.concat([shown, Buffer.alloc(16)]);
  const facts = `/Filter /Standard ${way} /P -4 /O <${owner.toString('hex')}> /U <${user.toString('hex')}>`;
  const tail = Buffer.from(
    `4 0 obj\n<< ${facts} >>\nendobj\ntrailer\n<< /Encrypt 4 0 R /ID [<${id.toString('hex')}> <00>] >>\n%%EOF\n`,
  );
  const encrypt = (bytes: Buffer, object: number) => encryptWith(bytes, key, Buffer.from([object, 0, 0, 0, 0]));
  return { pdf: (second: Buffer) => Buffer.concat([withObjects(catalogue(), second), tail]), encrypt };
}
