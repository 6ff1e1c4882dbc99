/** The addresses of applications and of those who verify them. */
import { type Path, pathTo, withQuery } from '../../platform/paths.ts';

const application = '/pendaftaran/:cohortId';
const queue = pathTo('/verifikasi');
const verification = '/verifikasi/:applicationId';

/** The last part of each step's address, by which its view is named too. */
export const stepNames = {
  person: 'data-diri',
  nib: 'nib',
  ownProduct: 'produk',
  quality: 'mutu',
  localId: 'ktp',
} as const;

export const admissionPaths = {
  application: pathTo(application),
  begin: pathTo(`${application}/mulai`),
  person: pathTo(`${application}/${stepNames.person}`),
  nib: pathTo(`${application}/${stepNames.nib}`),
  ownProduct: pathTo(`${application}/${stepNames.ownProduct}`),
  quality: pathTo(`${application}/${stepNames.quality}`),
  localId: pathTo(`${application}/${stepNames.localId}`),
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
