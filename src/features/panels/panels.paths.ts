/** The addresses of panels: their minutes, and each case of one. */
import { pathTo } from '../../platform/paths.ts';
import { assessmentPaths } from '../assessments/index.ts';

const list = assessmentPaths.panels.pattern;
const minute = `${list}/:minuteId` as const;
const decision = `${minute}/kasus/:caseId` as const;

export const panelPaths = {
  list: assessmentPaths.panels,
  make: pathTo(`${list}/baru`),
  minute: pathTo(minute),
  print: pathTo(`${minute}/cetak`),
  meeting: pathTo(`${minute}/susunan`),
  addCases: pathTo(`${minute}/kasus`),
  sign: pathTo(`${minute}/tanda-tangan`),
  decision: pathTo(decision),
  setAside: pathTo(`${assessmentPaths.overseen.pattern}/ambil`),
  takeOut: pathTo(`${decision}/keluarkan`),
};
