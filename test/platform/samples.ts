/** Small files of each kind, honest and not. */
import sharp from 'sharp';

const plain = (width = 40, height = 20) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 120, b: 40 } } });

export const aPdf = (body = 'sebuah dokumen') => Buffer.from(`%PDF-1.7\n% ${body}\ntrailer<<>>\n%%EOF\n`);

export const aPng = (width?: number, height?: number) => plain(width, height).png().toBuffer();
export const aWebp = () => plain().webp().toBuffer();
export const aGif = () => plain().gif().toBuffer();
export const aJpeg = (width?: number, height?: number) => plain(width, height).jpeg().toBuffer();

/** A photograph as a phone takes it: lying on its side, with the location where it was taken. */
export const aPhonePhoto = () =>
  plain(2400, 1200)
    .jpeg()
    .withExif({
      IFD0: { Make: 'TelefonAni', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '6/1 10/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '106/1 38/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();

/** A picture that is also a web page, for a server that lets a browser guess. */
export async function aPictureWithAPage(): Promise<Buffer> {
  const picture = await aJpeg();
  const page = Buffer.from('<html><script>alert(document.cookie)</script></html>');
  const comment = Buffer.alloc(4);
  comment.writeUInt16BE(0xfffe, 0);
  comment.writeUInt16BE(page.length + 2, 2);
  return Buffer.concat([picture.subarray(0, 2), comment, page, picture.subarray(2), page]);
}

/** The beginning of a photo as iPhones store it, and of a document of the years before 2007. */
export const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1\0\0\0\x08free', 'latin1');
export const oldOffice = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);

/** The test file that every scanner calls infected, in two halves so that this file is not. */
export const eicar = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);
