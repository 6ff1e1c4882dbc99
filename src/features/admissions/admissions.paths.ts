/** The addresses of applications and of those who verify them. */
import { type Path, pathTo, withQuery } from '../../platform/paths.ts';

const application = '/pendaftaran/:cohortId';
const queue = pathTo('/verifikasi');
const verification = '/verifikasi/:applicationId';

export const admissionPaths = {
  application: pathTo(application),
  begin: pathTo(`${application}/mulai`),
  check: pathTo(`${application}/periksa`),
  send: pathTo(`${application}/kirim`),
  receipt: pathTo(`${application}/tanda-terima`),
  withdraw: pathTo(`${application}/tarik`),
  proof: pathTo('/pendaftaran/berkas/:applicationId/:fileId.:kind'),
  queue,
  queueOf: (cohortId: string): Path => withQuery(queue(), { angkatan: cohortId }),
  verification: pathTo(verification),
  accept: pathTo(`${verification}/terima`),
  sendBack: pathTo(`${verification}/kembalikan`),
  refuse: pathTo(`${verification}/tolak`),
  number: pathTo(`${verification}/nomor`),
};
