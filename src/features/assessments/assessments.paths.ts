/** The addresses of a competency exam: the candidate's, the assessor's, and who routes cases. */
import { type Path, pathTo, withQuery } from '../../platform/paths.ts';

const ownList = '/uji';
const own = `${ownList}/:caseId` as const;
const selfAssessment = `${own}/asesmen-mandiri` as const;
const desks = pathTo('/asesor');
const desk = `${desks.pattern}/:caseId` as const;
const unit = `${desk}/unit/:code` as const;
const overseen = '/sertifikasi/uji/:caseId';

export const assessmentPaths = {
  ownList: pathTo(ownList),
  own: pathTo(own),
  selfAssessment: pathTo(selfAssessment),
  selfAssessed: pathTo(`${selfAssessment}/:code`),
  ownConsent: pathTo(`${own}/persetujuan`),
  again: pathTo(`${own}/uji-ulang`),
  file: pathTo(`${own}/berkas/:fileId.:kind`),
  desks,
  desksDone: (): Path => withQuery(desks(), { keadaan: 'selesai' }),
  desk: pathTo(desk),
  accept: pathTo(`${desk}/terima`),
  decline: pathTo(`${desk}/tolak`),
  examDay: pathTo(`${desk}/tanggal`),
  consent: pathTo(`${desk}/persetujuan`),
  evidence: pathTo(`${desk}/bukti/:evidenceId`),
  unit: pathTo(unit),
  addEvidence: pathTo(`${unit}/bukti`),
  recommendation: pathTo(`${desk}/rekomendasi`),
  instrument: pathTo(`${desk}/instrumen/:code`),
  overseen: pathTo(overseen),
  route: pathTo(`${overseen}/asesor`),
  /** Where recommendations wait for a decision; a later feature answers there. */
  panels: pathTo('/pleno'),
};
