import { expect } from 'chai';
import { findToldKeys, type QuestionFile } from '../../src/features/questions/index.ts';

const asked = { id: 'Q1', outcome: 'O1', difficulty: 'easy', points: 1 } as const;
const said = (hint: string) => ({ correct: 'Benar.', hint });

const shortText = (hint: string, accept = ['MOQ', 'jumlah pesanan minimum']): QuestionFile => ({
  ...asked,
  type: 'short_text',
  prompt: 'Apa singkatannya?',
  accept,
  feedback: said(hint),
});
const numeric = (hint: string, value = 28, prompt = 'Berapa persen ikan?'): QuestionFile => ({
  ...asked,
  type: 'numeric',
  prompt,
  answer: { value, tolerance: 0, unit: '%' },
  feedback: said(hint),
});
const option = (id: string, text: string, correct = false, feedback?: string) => ({
  id,
  text,
  correct,
  pinned: false,
  ...(feedback === undefined ? {} : { feedback }),
});
const single = (hint: string, ofWrong = 'Merek tidak menentukan.'): QuestionFile => ({
  ...asked,
  type: 'single',
  prompt: 'Apa yang mengikat dalam memilih pos?',
  options: [option('a', 'Merek barang', false, ofWrong), option('b', 'Uraian pos serta catatan bab', true)],
  feedback: said(hint),
});
const multiple = (hint: string): QuestionFile => ({
  ...asked,
  type: 'multiple',
  prompt: 'Apa yang dicatat?',
  options: [option('a', 'Komposisi serat', true), option('b', 'Cara pembuatan', true), option('c', 'Merek')],
  feedback: said(hint),
});
const matching = (hint: string): QuestionFile => ({
  ...asked,
  type: 'matching',
  prompt: 'Pasangkan potongan kode dengan namanya.',
  pairs: [
    { left: '61', right: 'Bab' },
    { left: '61.15', right: 'Pos' },
  ],
  feedback: said(hint),
});
const ordering = (hint: string): QuestionFile => ({
  ...asked,
  type: 'ordering',
  prompt: 'Urutkan dari yang paling luas.',
  items: ['Bab', 'Pos', 'Subpos', 'Pos tarif nasional'],
  feedback: said(hint),
});

const trueFalse = (hint: string): QuestionFile => ({
  ...asked,
  type: 'true_false',
  prompt: 'Kain yang halus adalah spesifikasi.',
  answer: false,
  feedback: said(hint),
});

const cases: readonly [what: string, QuestionFile, tells: boolean][] = [
  ['the accepted word', shortText('Jawabannya MOQ.'), true],
  ['the accepted word in small letters', shortText('Namanya moq, dari bahasa Inggris.'), true],
  ['the accepted word with dots', shortText('Namanya M.O.Q.'), true],
  ['several accepted words', shortText('Itu jumlah pesanan minimum.'), true],
  ['a part of another word only', shortText('Kata moqadimah tidak dipakai.'), false],
  ['where to look', shortText('Singkatan dari bahasa Inggris, tiga huruf.'), false],
  ['a code written with other dots', shortText('Pakailah 460212 saja.', ['4602.12', '460212']), true],
  ['the value', numeric('Hasilnya 28 %.'), true],
  ['the value with decimals', numeric('Hasilnya 22,4 kg.', 22.4), true],
  ['the value with thousands', numeric('Jumlahnya Rp1.240.', 1240), true],
  ['the value in words', numeric('Jadi enam digit.', 6), true],
  ['the way to it', numeric('Bagi berat ikan dengan berat barang jadi.'), false],
  ['a number that the question names', numeric('Hitung 2 karton dahulu.', 2, 'Ada 2 karton. Berapa?'), false],
  ['the words of the right option', single('Yang mengikat adalah uraian dan catatan bab serta bagian.'), true],
  [
    'the right option in the hint of a wrong one',
    single('Baca lagi KUMHS 1.', 'Uraian serta catatan yang mengikat.'),
    true,
  ],
  ['where to read', single('Baca lagi KUMHS 1: apa yang disebut mengikat?'), false],
  ['one of several right options', multiple('Misalnya komposisi serat.'), true],
  ['what they have in common', multiple('Yang dicatat adalah sifat barang.'), false],
  ['a pair', matching('61.15 adalah pos.'), true],
  ['the sides apart', matching('Hitung digitnya. Bab lebih luas daripada pos.'), false],
  ['the order', ordering('Mulai dari bab, lalu pos, lalu subpos.'), true],
  ['where it begins', ordering('Mulai dari bab.'), false],
  ['a verdict', trueFalse('Pernyataan itu Salah.'), true],
  ['the other verdict', trueFalse('Sekilas tampak benar.'), true],
  ['what to look for', trueFalse('Dapatkah kehalusan diukur?'), false],
];

describe('a hint', () => {
  for (const [what, question, tells] of cases) {
    it(`of ${question.type} ${tells ? 'says the answer with' : 'does not say it with'} ${what}`, () => {
      expect(findToldKeys(question).length > 0).to.equal(tells);
    });
  }

  it('is named by its path in the file', () => {
    const [told] = findToldKeys(single('Baca lagi.', 'Uraian serta catatan yang mengikat.'));
    expect(told!.path).to.deep.equal(['options', 0, 'feedback']);
  });
});
