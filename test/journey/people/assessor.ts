/** An assessor answers an offer, checks the evidence, judges each unit and recommends. */
import { isoDay } from '../../../src/platform/format.ts';
import { today } from '../calendar.ts';
import type { Person } from './person.ts';

const deskOf = (caseId: string) => `/asesor/${caseId}`;

export async function accept(assessor: Person, caseId: string): Promise<void> {
  await assessor.visit(deskOf(caseId));
  await assessor.submit('/terima', { declared: 'on' });
}

export async function decline(assessor: Person, caseId: string, reason: string): Promise<void> {
  await assessor.visit(`${deskOf(caseId)}/tolak`);
  const kind = assessor.page.querySelectorAll('[name=kind]').at(-1)!.getAttribute('value')!;
  await assessor.submit('/tolak', { kind, reason });
}

/** Agrees with the candidate to hold the exam today. */
export async function examineToday(assessor: Person, caseId: string): Promise<void> {
  await assessor.visit(`${deskOf(caseId)}/tanggal`);
  await assessor.submit('/tanggal', { examOn: isoDay(today()) });
}

/** Opens and checks every piece of evidence, and goes back to the case; returns how many there were. */
export async function checkEvidence(assessor: Person, caseId: string): Promise<number> {
  await assessor.visit(deskOf(caseId));
  const pieces = assessor.linksTo('/bukti/');
  for (const piece of pieces) await checkPiece(assessor, piece);
  await assessor.open(deskOf(caseId));
  return pieces.length;
}

async function checkPiece(assessor: Person, piece: string): Promise<void> {
  await assessor.open(piece);
  const rules = assessor.page
    .querySelectorAll('[data-rules] [type=checkbox]')
    .map((box) => [box.getAttribute('name'), 'on']);
  const notes = assessor.page
    .querySelectorAll('[data-rules] textarea')
    .map((note) => [note.getAttribute('name'), 'Sesuai dengan kriteria.']);
  await assessor.submit(piece.split('/').at(-1)!, Object.fromEntries([...rules, ...notes]));
}

export type Weakness = Readonly<{ unit: string; missing: string }>;

/** Writes down what was seen in each unit, and judges it competent unless it is the weak one. */
export async function judgeUnits(assessor: Person, caseId: string, weakness?: Weakness): Promise<void> {
  await assessor.visit(deskOf(caseId));
  for (const unit of assessor.linksTo('/unit/')) {
    const isWeak = weakness !== undefined && unit.endsWith(weakness.unit);
    await observe(assessor, unit);
    await assessor.open(unit);
    await assessor.submit(unit.split('/').at(-1)!, {
      methods: ['portfolio', 'interview'],
      finding: isWeak ? 'Belum menemukan selisih dokumen.' : 'Semua kriteria terlihat.',
      recommendation: isWeak ? 'not-yet-competent' : 'competent',
      missing: isWeak ? weakness.missing : '',
    });
  }
}

/** What the assessor saw becomes a piece of evidence, which is checked like any other. */
async function observe(assessor: Person, unit: string): Promise<void> {
  await assessor.open(unit);
  const before = assessor.linksTo('/bukti/');
  const seen = { title: 'Wawancara dan demonstrasi', account: 'Menjawab dengan contoh dari usahanya.' };
  await assessor.follow(`${unit}/bukti`);
  await assessor.submit(`${unit}/bukti`, { ...seen, madeOn: isoDay(today()) });
  await assessor.open(unit);
  const added = assessor.linksTo('/bukti/').find((piece) => !before.includes(piece));
  await checkPiece(assessor, added!);
}

export async function recommend(assessor: Person, caseId: string): Promise<void> {
  await assessor.visit(`${deskOf(caseId)}/rekomendasi`);
  await assessor.submit('/rekomendasi', { ...assessor.confirmation(), heldOn: isoDay(today()) });
}
