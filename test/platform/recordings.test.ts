import { expect } from 'chai';
import type { UploadRules } from '../../src/platform/files/index.ts';
import { anMp3, anOfficeFile, anOgg, aRecording, aWebm } from './office-samples.ts';
import { proof, rules, token, useUploadServer } from './upload-server.ts';

describe('recordings and office documents', () => {
  const server = useUploadServer();
  const as = (accept: UploadRules['accept']) => server.use({ ...rules, accept });
  afterEach(() => server.use(rules));

  for (const [given, kept, type, content] of [
    ['VID_1.mp4', 'VID_1.mp4', 'video/mp4', aRecording(['vide', 'soun'])],
    ['clip.m4v', 'clip.mp4', 'video/mp4', aRecording(['vide'], 100, 'M4V ')],
    ['film', 'film.webm', 'video/webm', aWebm],
    ['Rekaman 1.m4a', 'Rekaman 1.m4a', 'audio/mp4', aRecording(['soun'], 100, 'M4A ')],
    ['rekaman.mp4', 'rekaman.m4a', 'audio/mp4', aRecording(['soun'])],
    ['suara.mp3', 'suara.mp3', 'audio/mpeg', anMp3],
    ['PTT-20261130-WA0001.opus', 'PTT-20261130-WA0001.ogg', 'audio/ogg', anOgg],
    ['kalkulasi.xlsx', 'kalkulasi.xlsx', /sheet$/, anOfficeFile('xlsx')],
    ['kalkulasi.docx', 'kalkulasi.xlsx', /sheet$/, anOfficeFile('xlsx')],
  ] as const) {
    it(`are taken where they are asked for: ${given} as ${kept}`, async () => {
      as(['mp4', 'webm', 'm4a', 'mp3', 'ogg', 'xlsx']);
      expect((await server.send([token, proof(given, content)])).status).to.equal(200);
      expect(server.seen[0]!.name).to.equal(kept);
      expect(server.seen[0]!.type).to.match(new RegExp(type));
      expect(server.seen[0]!.content, 'byte for byte').to.deep.equal(content);
    });

    it(`are refused where they are not: ${given}`, async () => {
      as(['pdf', 'jpg']);
      const answer = await server.send([token, proof(given, content)]);
      expect(answer.problem).to.include({ key: 'platform.fileTypeNotAllowed', fileName: given });
    });
  }

  it('are told apart where only one of them is asked for', async () => {
    as(['m4a']);
    expect((await server.send([token, proof('a.m4a', aRecording(['vide']))])).problem).to.include({
      key: 'platform.fileTypeNotAllowed',
    });
    as(['docx']);
    expect((await server.send([token, proof('a.docx', anOfficeFile('pptx'))])).problem).to.include({
      key: 'platform.fileContentMismatch',
    });
  });

  it('are refused when they broke off', async () => {
    as(['mp4']);
    const half = aRecording(['vide'], 50_000).subarray(0, 20_000);
    expect((await server.send([token, proof('a.mp4', half)])).problem).to.include({
      key: 'platform.fileContentMismatch',
    });
  });

  it('may be films of 60 MB, and not a byte more', async () => {
    as(['mp4']);
    const film = aRecording(['vide'], 59_999_000);
    expect((await server.send([token, proof('a.mp4', film)])).status).to.equal(200);
    const longer = await server.send([token, proof('a.mp4', aRecording(['vide'], 60_000_000))]);
    expect(longer.problem).to.include({ key: 'platform.fileTooLarge' });
    expect(longer.problem!.values).to.include({ max: '60 MB' });
  }).timeout(60_000);
});
