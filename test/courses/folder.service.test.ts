import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { checkTeaching, readContent } from '../../src/features/courses/index.ts';
import { now } from '../../src/platform/clock.ts';
import { isoDay } from '../../src/platform/format.ts';
import { contentWith, testContent } from '../support/curriculum.ts';

const module1 = 'kursus-uji/modules/01-kenal-barang';
const quiz = `${module1}/quiz.yaml`;
const tools = 'instruments/skema-uji.yaml';
const price = 'kursus-uji/modules/02-hitung-harga/quiz.yaml';
const work = `${module1}/assignment.md`;
const lesson = `${module1}/lessons/01-klaim.md`;

/** What an author did wrong, and where the check has to point. */
const mistakes: [
  what: string,
  file: string,
  find: string | RegExp,
  replacement: string,
  field: string,
  line: number,
][] = [
  ['a field that does not exist', `${module1}/module.yaml`, 'week: 1', 'wek: 1\nweek: 1', 'wek', 2],
  ['a field that is missing', `${module1}/module.yaml`, 'code: M01\n', '', 'code', 1],
  ['a number written as text', quiz, 'draw: 6', 'draw: "6"', 'draw', 2],
  ['more questions drawn than there are', quiz, 'draw: 6', 'draw: 7', 'draw', 2],
  ['a question id used twice', quiz, 'M01-Q02', 'M01-Q01', 'questions.1.id', 20],
  [
    'a single choice with two right options',
    quiz,
    "'Kualitas ekspor'",
    "'Kualitas ekspor', correct: true",
    'questions.0.options',
    14,
  ],
  ['a single choice with no right option', quiz, /(5 %'), correct: true/, '$1', 'questions.0.options', 14],
  [
    'a multiple choice where ticking everything is right',
    quiz,
    /'Kata premium'(.*)\n(.*)'Harga'/,
    "'Kata premium', correct: true$1\n$2'Harga', correct: true",
    'questions.1.options',
    26,
  ],
  ['an outcome of no module', quiz, "outcome: 'M01-O2'", "outcome: 'M01-O9'", 'questions.2.outcome', 34],
  ['weights that do not sum to 100', work, 'weight: 40', 'weight: 30', 'rubric', 10],
  ['levels in the wrong order', work, 'points: 1,', 'points: 3,', 'rubric.0.levels', 16],
  [
    'a unit that the scheme does not have',
    work,
    'units: ["G.46PEI01.001.2"]',
    'units: ["G.46PEI01.099.2"]',
    'units.0',
    9,
  ],
  [
    'a criterion that the unit does not have',
    work,
    'criterion: "1.1"',
    'criterion: "7.1"',
    'rubric.0.evidence_for.0',
    20,
  ],
  ['a due week after the course', work, 'due_week: 2', 'due_week: 9', 'due_week', 5],
  ['a lesson without its file', `${module1}/module.yaml`, '01-klaim', '09-hilang', '', 1],
  ['a module without its folder', 'kursus-uji/course.yaml', '02-hitung-harga', '09-hilang', '', 1],
  ['a scheme that does not exist', 'kursus-uji/course.yaml', 'scheme: skema-uji', 'scheme: lain', 'scheme', 5],
  ['a title that no certificate can show', 'schemes/skema-uji.yaml', 'Skema uji,', 'Skema → uji,', 'title.id', 2],
  ['HTML in a lesson', lesson, '**berapa**', '<b>berapa</b>', 'body', 11],
  [
    'a source that is not an https address',
    lesson,
    'https://example.org',
    'javascript://example.org',
    'sources.0.url',
    6,
  ],
  ['two summary lines instead of three', lesson, ', "Tiga."', '', 'summary', 4],
  [
    'a formula that comes to something else',
    price,
    "unit: 'rupiah' }",
    "unit: 'rupiah', formula: '47000000 + 1' }",
    'questions.0.answer.formula',
    14,
  ],
  [
    'a formula that cannot be computed',
    price,
    "unit: 'rupiah' }",
    "unit: 'rupiah', formula: '64500000 +' }",
    'questions.0.answer.formula',
    14,
  ],
  [
    'a question of a case that does not exist',
    price,
    "points: 1\n    prompt: 'Berapa",
    "points: 1\n    case: 'K1'\n    prompt: 'Berapa",
    'questions.0.case',
    13,
  ],
  [
    'a case with a single question',
    price,
    'questions:\n',
    "cases:\n  - { id: 'K1', text: 'Situasi.' }\nquestions:\n",
    'cases.0',
    8,
  ],
  [
    'a term that is explained twice',
    `${module1}/glossary.yaml`,
    "id: 'kemasan'",
    "id: 'berat-bersih'",
    'terms.1.id',
    3,
  ],
  [
    'a link to a term that nobody explains',
    `${module1}/lessons/02-berat.md`,
    'glosarium:berat-bersih',
    'glosarium:berat-kotor',
    'body',
    12,
  ],
  [
    'a picture that is missing',
    `${module1}/lessons/02-berat.md`,
    'images/timbangan.svg',
    'images/neraca.svg',
    'body',
    14,
  ],
  [
    'a picture without words',
    `${module1}/lessons/02-berat.md`,
    'Timbangan dapur menunjukkan 120 gram',
    'Foto',
    'body',
    14,
  ],
  ['a picture without a size', `${module1}/lessons/02-berat.md`, ' "320x180"', '', 'body', 14],
  [
    'a picture that could run something',
    `${module1}/images/timbangan.svg`,
    '<text',
    '<script>alert(1)</script><text',
    'body',
    14,
  ],
  [
    'a picture that loads something',
    `${module1}/images/timbangan.svg`,
    '<text',
    '<image href="https://example.org/x.png"/><text',
    'body',
    14,
  ],
  [
    'a fact of a lesson that does not exist',
    `${module1}/facts.yaml`,
    "['02-berat']",
    "['09-hilang']",
    'facts.0.lessons',
    4,
  ],
  ['a lesson for an outcome of no module', lesson, 'minutes: 4', "minutes: 4\noutcomes: ['M01-O9']", 'outcomes.0', 4],
  [
    'readiness in a module that does not exist',
    'kursus-uji/readiness.yaml',
    'module: 02-hitung-harga',
    'module: 09-hilang',
    'items.1.module',
    11,
  ],
  ['YAML that cannot be parsed', quiz, 'draw: 6', 'draw: [6', '', 3],
  ['a lesson without front matter', lesson, '---\n', '', '', 1],
];

/** The same for the instruments of a scheme. */
const toolMistakes: [what: string, find: string | RegExp, replacement: string, field: string, line: number][] = [
  ['a unit of no scheme', "unit: 'G.46PEI01.005.2'", "unit: 'G.46PEI01.009.2'", 'units.1.unit', 19],
  ['a unit without instruments', "unit: 'G.46PEI01.005.2'", "unit: 'G.46PEI01.009.2'", 'units', 3],
  [
    'a criterion that the unit does not have',
    "criterion: '1.2', question",
    "criterion: '7.1', question",
    'units.0.oral.0.criterion',
    8,
  ],
  ['a criterion that nothing examines', /criterion: '1.2'/g, "criterion: '1.1'", 'units.0.unit', 4],
  ['a written question whose key is no option', "key: 'b'", "key: 'c'", 'units.1.written.0.key', 32],
  ['a scheme that does not exist', 'scheme: skema-uji', 'scheme: lain', 'scheme', 1],
];

describe('checking the files of a course', () => {
  for (const [what, find, replacement, field, line] of toolMistakes) {
    it(`points at instruments with ${what}`, () => {
      const { instruments, problems } = readContent(contentWith(tools, find, replacement));
      expect(problems.map((problem) => ({ field: problem.field, line: problem.line }))).to.deep.include({
        field,
        line,
      });
      expect(instruments).to.deep.equal([]);
    });
  }

  it('finds nothing wrong with the test course', () => {
    const { courses, schemes, problems } = readContent(testContent);
    expect(problems).to.deep.equal([]);
    expect(courses.map(({ slug }) => slug)).to.deep.equal(['kursus-uji']);
    expect(schemes.map(({ slug }) => slug)).to.deep.equal(['skema-uji']);
  });

  for (const [what, file, find, replacement, field, line] of mistakes) {
    it(`points at ${what}`, () => {
      const { courses, problems } = readContent(contentWith(file, find, replacement));
      expect(problems).not.to.deep.equal([]);
      expect(problems.map((problem) => ({ field: problem.field, line: problem.line }))).to.deep.include({
        field,
        line,
      });
      expect(courses, 'a course with a problem is left out').to.deep.equal([]);
    });
  }

  it('points at a lesson file that no module lists', () => {
    const folder = contentWith(`${module1}/module.yaml`, '[01-klaim, 02-berat]', '[01-klaim]');
    expect(readContent(folder).problems.map(({ file }) => file)).to.include(`${module1}/lessons/02-berat.md`);
  });

  it('points at a quiz that is missing', () => {
    const folder = contentWith(quiz, 'draw: 6', 'draw: 5');
    rmSync(path.join(folder, quiz));
    expect(readContent(folder).problems).to.deep.equal([{ file: quiz, line: 1, field: '', message: 'is missing' }]);
  });
});

describe('the course that is shipped', () => {
  const { courses, schemes, problems } = readContent();
  it('has no problem', () => expect(problems).to.deep.equal([]));
  it('can be taught from', () => {
    expect(checkTeaching(courses[0]!, schemes[0], isoDay(now()))).to.deep.equal([]);
  });
});
