import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { installFiles } from '../../src/platform/files/index.ts';
import { ClamdServer } from './clamd-server.ts';
import { aPdf, aPhonePhoto, eicar } from './samples.ts';
import { fileConfig, proof, token, useUploadServer } from './upload-server.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('uploads with a virus scanner', () => {
  const server = useUploadServer();
  let clamd: ClamdServer;
  beforeEach(async () => {
    clamd = new ClamdServer();
    installFiles({ ...fileConfig, dataDirectory: server.dataDirectory, clamdAddress: await clamd.listen() });
  });
  afterEach(() => clamd.close());

  it('are scanned as they were sent, and say so', async () => {
    const photo = await aPhonePhoto();
    await server.send([token, proof('foto.jpg', photo)]);
    expect(server.seen[0]!.scan).to.equal('clean');
    expect(sha256(clamd.scanned[0]!)).to.equal(sha256(photo));
  });

  it('are refused when infected', async () => {
    const answer = await server.send([token, proof('x.pdf', aPdf(eicar.toString()))]);
    expect(answer.problem).to.include({ key: 'platform.fileInfected' });
    expect(server.seen).to.deep.equal([]);
  });

  for (const [mood, seconds] of [
    ['confused', 0],
    ['abrupt', 0],
    ['silent', 5],
  ] as const) {
    it(`are refused while it is ${mood}, after ${seconds} s`, async () => {
      clamd.mood = mood;
      const start = Date.now();
      const answer = await server.send([token, proof('x.pdf', aPdf())]);
      expect(answer.problem).to.include({ key: 'platform.fileScanUnavailable' });
      expect((Date.now() - start) / 1000).to.be.within(seconds - 0.1, seconds + 2);
    });
  }

  it('are refused while it is away', async () => {
    clamd.close();
    const answer = await server.send([token, proof('x.pdf', aPdf())]);
    expect(answer.problem).to.include({ key: 'platform.fileScanUnavailable' });
  });
});
