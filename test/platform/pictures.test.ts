import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import sharp, { type Sharp } from 'sharp';
import type { ImageKind } from '../../src/platform/files/file-kind.ts';
import { redrawImage } from '../../src/platform/files/image.ts';
import { keptSize } from '../../src/platform/files/image-size.ts';

describe('the size at which a picture is kept', () => {
  const photo = { bytes: 3_000_000, isLossless: false };
  const screenshot = { bytes: 2_000_000, isLossless: true };
  for (const [what, width, height, given, kept] of [
    ['a small file', 4000, 3000, { bytes: 900_000, isLossless: false }, [4000, 3000]],
    ['a photo of 12 megapixels', 4000, 3000, photo, [1600, 1200]],
    ['a photo of 50 megapixels', 8160, 6144, photo, [1600, 1204]],
    ['a photo of 108 megapixels', 12_000, 9000, photo, [1600, 1200]],
    ['a narrow photo', 4000, 1800, photo, [2400, 1080]],
    ['a panorama', 12_000, 1080, photo, [12_000, 1080]],
    ['a long screenshot', 1080, 14_000, screenshot, [1080, 14_000]],
    ['a long screenshot sent on as a photo', 1080, 14_000, photo, [1080, 14_000]],
    ['a screenshot of a large screen', 3840, 2160, screenshot, [3840, 2160]],
    ['an endless screenshot', 1440, 30_000, screenshot, [876, 18_257]],
    ['a photo without loss', 4000, 3000, { bytes: 20_000_000, isLossless: true }, [1600, 1200]],
    ['a large drawing of few bytes', 12_000, 9000, { bytes: 200_000, isLossless: true }, [4618, 3464]],
    ['a thread', 1, 65_000, photo, [1, 65_000]],
  ] as const) {
    it(`${what}: ${width} × ${height} becomes ${kept.join(' × ')}`, () => {
      const size = keptSize({ width, height }, given);
      expect([size.width, size.height]).to.deep.equal(kept);
    });
  }
});

describe('drawing a picture anew', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'layar-pictures-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function redraw(content: Buffer, kind: ImageKind, bytes = content.length) {
    const file = path.join(folder, String(Math.random()));
    await writeFile(file, content);
    return redrawImage(file, { kind, bytes });
  }

  /** What comes out, with the colours of its pixels. */
  async function draw(content: Buffer, kind: ImageKind, bytes?: number) {
    const drawing = await redraw(content, kind, bytes);
    if ('refusal' in drawing) throw new Error(drawing.refusal);
    const { data, info } = await sharp(drawing.picture).raw().toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number) => [
      ...data.subarray((y * info.width + x) * info.channels).subarray(0, info.channels),
    ];
    return { kind: drawing.kind, width: info.width, height: info.height, channels: info.channels, at };
  }

  const clear = { r: 0, g: 0, b: 0, alpha: 0 };
  const seeThrough = (width = 1700, height = 400): Sharp =>
    sharp({ create: { width, height, channels: 4, background: clear } });

  for (const [what, make, kind] of [
    ['PNG', () => seeThrough().png().toBuffer(), 'png'],
    ['PNG with a palette', () => seeThrough().png({ palette: true }).toBuffer(), 'png'],
    ['WebP', () => seeThrough().webp().toBuffer(), 'webp'],
    ['GIF', () => seeThrough().gif().toBuffer(), 'png'],
  ] as const) {
    it(`leaves see-through what was, and makes nothing black: ${what}`, async () => {
      const drawn = await draw(await make(), kind, 5_000_000);
      expect({ kind: drawn.kind, channels: drawn.channels, alpha: drawn.at(5, 5)[3] }).to.deep.equal({
        kind,
        channels: 4,
        alpha: 0,
      });
    });
  }

  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`turns and mirrors a photo upright: orientation ${orientation}`, async () => {
      // Red at the upper left, as a camera held in this way stores it.
      const upright = sharp({ create: { width: 60, height: 40, channels: 3, background: 'white' } }).composite([
        { input: { create: { width: 20, height: 10, channels: 3, background: 'red' } }, left: 0, top: 0 },
      ]);
      const pixels = sharp(await upright.png().toBuffer());
      // sharp mirrors before it turns.
      const back: Record<number, (one: Sharp) => Sharp> = {
        1: (one) => one,
        2: (one) => one.flop(),
        3: (one) => one.rotate(180),
        4: (one) => one.flip(),
        5: (one) => one.rotate(90).flip(),
        6: (one) => one.rotate(270),
        7: (one) => one.rotate(270).flip(),
        8: (one) => one.rotate(90),
      };
      const stored = sharp(await back[orientation]!(pixels).png().toBuffer());
      const jpeg = await stored.jpeg({ quality: 100 }).withMetadata({ orientation }).toBuffer();
      const drawn = await draw(jpeg, 'jpg');
      expect([drawn.width, drawn.height]).to.deep.equal([60, 40]);
      expect(drawn.at(3, 3)[1], 'red at the upper left').to.be.below(60);
      expect(drawn.at(56, 36)[1], 'white elsewhere').to.be.above(200);
    });
  }

  it('takes what printers and scanners make: four inks, sixteen bits, lines that interlace', async () => {
    const plain = sharp({ create: { width: 2000, height: 1500, channels: 3, background: '#c87828' } });
    const [inks, deep, interlaced, progressive] = await Promise.all([
      plain.clone().toColourspace('cmyk').jpeg().toBuffer(),
      plain.clone().toColourspace('rgb16').png().toBuffer(),
      plain.clone().png({ progressive: true }).toBuffer(),
      plain.clone().jpeg({ progressive: true }).toBuffer(),
    ]);
    for (const [content, kind] of [
      [inks, 'jpg'],
      [deep, 'png'],
      [interlaced, 'png'],
      [progressive, 'jpg'],
    ] as const) {
      const drawn = await draw(content, kind, 5_000_000);
      expect([drawn.width, drawn.height, drawn.channels]).to.deep.equal([1600, 1200, 3]);
      expect(drawn.at(800, 600)[0]).to.be.within(185, 215);
    }
  });

  it('takes a photo of 108 megapixels', async () => {
    const photo = await sharp({ create: { width: 12_000, height: 9000, channels: 3, background: '#c87828' } })
      .jpeg()
      .toBuffer();
    const drawn = await draw(photo, 'jpg', 20_000_000);
    expect([drawn.width, drawn.height]).to.deep.equal([1600, 1200]);
  }).timeout(60_000);

  it('refuses from its head alone what would take the memory of the server', async () => {
    const bomb = await sharp({ create: { width: 15_000, height: 15_000, channels: 3, background: 'red' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    const woven = await sharp({ create: { width: 9000, height: 8000, channels: 3, background: 'red' } })
      .png({ progressive: true })
      .toBuffer();
    for (const content of [bomb, woven]) {
      expect(await redraw(content, 'png')).to.deep.equal({ refusal: 'platform.imageTooLarge' });
    }
  }).timeout(60_000);
});
