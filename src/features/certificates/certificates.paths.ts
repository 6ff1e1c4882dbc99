/** The addresses of certificates: for anybody, for who holds one, for who answers for all. */
import { pathTo } from '../../platform/paths.ts';

const check = '/periksa';
const own = '/sertifikat';
const one = `${own}/:certificateId` as const;
const register = '/sertifikasi/sertifikat';
const entry = `${register}/:certificateId` as const;
const replacement = `${entry}/ganti` as const;
const heldList = '/sertifikasi/tertahan';
const held = `${heldList}/:caseId` as const;

export const certificatePaths = {
  check: pathTo(check),
  checkCode: pathTo(`${check}/kode`),
  verdict: pathTo('/v/:code'),
  publicKey: pathTo(`${own}/kunci-publik.pem`),
  own: pathTo(own),
  one: pathTo(one),
  transcript: pathTo(`${one}/transkrip`),
  file: pathTo(`${one}/sertifikat.pdf`),
  visibility: pathTo(`${one}/nama`),
  register: pathTo(register),
  entry: pathTo(entry),
  revoke: pathTo(`${entry}/cabut`),
  decide: pathTo(`${entry}/putusan`),
  replacement: pathTo(replacement),
  decideReplacement: pathTo(`${replacement}/putusan`),
  withdrawReplacement: pathTo(`${replacement}/tarik`),
  heldList: pathTo(heldList),
  held: pathTo(held),
  spelling: pathTo(`${held}/ejaan`),
  retry: pathTo(`${held}/ulang`),
};
