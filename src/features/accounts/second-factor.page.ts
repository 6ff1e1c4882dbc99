/** What the pages about the second factor show. */
import QRCode from 'qrcode';
import { totpUri } from '../../platform/totp.ts';

export type QrDrawing = Readonly<{ size: number; path: string }>;

/** Empty modules around a code that a camera needs to find it. */
const quietZone = 4;

/** The black modules as one path of unit squares, for an inline SVG that scales and needs no style. */
export function drawQr(text: string): QrDrawing {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const squares = Array.from({ length: modules.size ** 2 }, (_, at) => at)
    .filter((at) => modules.data[at])
    .map((at) => `M${(at % modules.size) + quietZone} ${Math.floor(at / modules.size) + quietZone}h1v1h-1z`);
  return { size: modules.size + 2 * quietZone, path: squares.join('') };
}

/** A secret in groups of four, as it is typed by hand. */
export const grouped = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/g, '$1 ');

/** The same secret three ways: for a camera, for an app on this phone, for typing. */
export function newSecretPage(secret: string, label: string) {
  const uri = totpUri(secret, label, 'Layar');
  return { qr: drawQr(uri), uri, typed: grouped(secret) };
}
