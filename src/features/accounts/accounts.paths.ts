/** The addresses of accounts. */
import { type Path, pathTo, withQuery } from '../../platform/paths.ts';

const own = pathTo('/akun');
const signUp = pathTo('/daftar-akun');
const signInCode = pathTo('/masuk/kode');
const forgotten = '/lupa-sandi';
const devices = '/akun/perangkat';
const email = '/akun/surel';
const secondFactor = '/akun/dua-langkah';
const recoveryCodes = `${secondFactor}/kode` as const;
const invitation = '/undangan/:token';

export const accountPaths = {
  signUp,
  signUpTo: (returnTo: string): Path => withQuery(signUp(), { kembali: returnTo }),
  signInCode,
  signInRecovery: (): Path => withQuery(signInCode(), { cara: 'pemulihan' }),
  signOut: pathTo('/keluar'),
  forgotten: pathTo(forgotten),
  forgottenSent: pathTo(`${forgotten}/terkirim`),
  newPassword: pathTo('/atur-sandi/:token'),
  own,
  ownIn: (language: string): Path => withQuery(own(), { bahasa: language }),
  language: pathTo('/akun/bahasa'),
  name: pathTo('/akun/nama'),
  email: pathTo(email),
  emailCode: pathTo(`${email}/kode`),
  phone: pathTo('/akun/hp'),
  password: pathTo('/akun/sandi'),
  devices: pathTo(devices),
  endDevice: pathTo(`${devices}/keluar`),
  endAll: pathTo('/akun/keluar-semua'),
  secondFactor: pathTo(secondFactor),
  turnOffFactor: pathTo(`${secondFactor}/matikan`),
  renewCodes: pathTo(`${secondFactor}/kode-baru`),
  recoveryCodes: pathTo(recoveryCodes),
  codesKept: pathTo(`${recoveryCodes}/disimpan`),
  invitation: pathTo(invitation),
  acceptInvitation: pathTo(`${invitation}/terima`),
  setup: pathTo('/pemasangan/:token'),
};
