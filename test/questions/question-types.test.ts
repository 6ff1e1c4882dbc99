/** What every type of question has to keep to, whichever are in the table; asked with all questions that are written. */
import { existsSync } from 'node:fs';
import ejs from 'ejs';
import { expect } from 'chai';
import { readContent } from '../../src/features/courses/index.ts';
import {
  answerField,
  arrange,
  describeAnswer,
  isRight,
  nameChoices,
  partQuestion,
  pointsFor,
  type QuestionFile,
  rightValue,
  viewOf,
} from '../../src/features/questions/index.ts';
import { exportBank, importBank } from '../../src/features/questions/moodle.rules.ts';
import { questionTypes, typeOf } from '../../src/features/questions/question-types.ts';
import { translator } from '../../src/platform/i18n.ts';
import { chanceFrom } from '../../src/platform/seed.rules.ts';
import { testContent } from '../support/curriculum.ts';

const modules = [readContent(), readContent(testContent)].flatMap(({ courses }) =>
  courses.flatMap((course) => course.modules),
);
const written = modules.flatMap(({ quiz }) => quiz.value.questions);

/** What a learner may see of every question. */
const ofAll = new Set(['id', 'outcome', 'difficulty', 'points', 'prompt', 'case']);

/** Sent by nobody who uses the page. */
const hostile: unknown[] = [
  null,
  7,
  {},
  [{}],
  [['a']],
  '__proto__',
  'constructor',
  '<script>alert(1)</script>',
  '\u0000\u202e',
  'a'.repeat(100_000),
  '9'.repeat(39),
  '1e999',
  ['', ''],
  Array.from({ length: 1000 }, () => '1'),
  ['true', 'true'],
];

function drawn(file: QuestionFile, seed = 'seed') {
  const { question, key } = partQuestion(file, undefined);
  const arrangement = arrange(question, chanceFrom(seed));
  return { question, key, arrangement, right: rightValue(arrangement, key.right) };
}

for (const type of questionTypes) {
  const files = written.filter((file) => file.type === type.name);

  describe(`a question of the type ${type.name}`, () => {
    it('is asked somewhere, so that all below means something', () => expect(files).not.to.have.length(0));

    for (const language of ['id', 'en'] as const) {
      it(`is shown by a view of its own, with its words in the language ${language}`, async () => {
        const view = `views/questions/${viewOf({ type: type.name })}.ejs`;
        expect(existsSync(view), view).to.equal(true);
        for (const file of files.slice(0, 20)) {
          const { question, arrangement, right } = drawn(file);
          const t = translator(language);
          const given = {
            ...nameChoices(question, arrangement, translator('id')),
            value: right,
            errors: {},
            language: 'id',
          };
          const html = await ejs.renderFile(view, { ...given, t });
          expect(html)
            .to.match(/ name="answer"/)
            .and.to.match(/ id="answer"/);
          expect(html, 'a word that is missing').not.to.match(/questions\.\w/);
          // What was answered stands there again.
          expect(html).to.match(/ checked| selected| value="[^"]+"/);
          const empty = await ejs.renderFile(view, { ...given, t, value: [] });
          expect(empty).not.to.match(/ checked| selected/);
          for (const text of [file.feedback.correct, file.feedback.hint]) expect(empty).not.to.contain(text);
        }
      });
    }

    it('keeps what is right and what is shown apart, and lets nothing else in', () => {
      for (const file of files) {
        const { question, key } = drawn(file);
        const shown = Object.fromEntries(Object.entries(question).filter(([name]) => !ofAll.has(name)));
        expect(type.shown.safeParse(shown).success, file.id).to.equal(true);
        expect(type.right.safeParse(key.right).success, file.id).to.equal(true);
        for (const leak of [{ correct: true }, { right: key.right }, { feedback: file.feedback }]) {
          expect(type.shown.safeParse({ ...shown, ...leak }).success, file.id).to.equal(false);
        }
      }
    });

    it('is drawn the same for the same seed, and under other names for another', () => {
      for (const file of files) {
        const { question, arrangement } = drawn(file);
        expect(drawn(file).arrangement).to.deep.equal(arrangement);
        const names = [...arrangement.choices, ...arrangement.targets].map(({ id }) => id);
        const others = arrange(question, chanceFrom('another'));
        for (const { id } of [...others.choices, ...others.targets]) expect(names).not.to.include(id);
      }
    });

    it('reads the right answer, and earns its points with it and with nothing else', () => {
      for (const file of files) {
        const { question, key, arrangement, right } = drawn(file);
        const field = answerField(question, arrangement, false);
        const read = field.parse(right);
        expect(pointsFor(question, { ...arrangement, value: read }, key.right), file.id).to.equal(file.points);
        expect(field.parse(undefined)).to.deep.equal([]);
        for (const value of [[], [''], ['no such answer']]) {
          expect(pointsFor(question, { ...arrangement, value }, key.right), file.id).to.equal(0);
        }
      }
    });

    it('takes from a form only what it asks for', () => {
      for (const file of files) {
        const { question, key, arrangement } = drawn(file);
        for (const isDraft of [false, true]) {
          for (const sent of hostile) {
            const read = answerField(question, arrangement, isDraft).safeParse(sent);
            if (!read.success) continue;
            expect(read.data.join('').length, file.id).to.be.at.most(1000);
            expect(() => isRight(question, { ...arrangement, value: read.data }, key.right)).not.to.throw();
          }
        }
      }
    });

    it('describes what was given and what is right, and nothing for nothing', () => {
      for (const file of files) {
        const { question, arrangement, right } = drawn(file);
        const sheet = nameChoices(question, arrangement, translator('id'));
        expect(describeAnswer(sheet, right).join(' ').trim(), file.id).not.to.equal('');
        expect(describeAnswer(sheet, [])).to.deep.equal([]);
        expect(
          describeAnswer(
            sheet,
            right.map(() => ''),
          ),
        ).to.deep.equal([]);
        expect(() => describeAnswer(sheet, ['of another attempt'])).not.to.throw();
      }
    });

    it('finds its answer in a hint that says it', () => {
      const told = files.filter((file) => {
        const { question, arrangement, right } = drawn(file);
        const lines = describeAnswer(nameChoices(question, arrangement, translator('id')), right);
        const hint = lines.join('. ').replaceAll(': ', ' ');
        return typeOf(file).tells(file, '')(hint) !== undefined;
      });
      // Words that a question and its answer share are no sign, so not with each of them.
      expect(told.length).to.be.greaterThan(files.length / 2);
    });

    it('comes back from an export unchanged', () => {
      const { questions, refused } = importBank(exportBank({ cases: [], questions: files }));
      expect(refused).to.deep.equal([]);
      expect(questions).to.deep.equal(files);
    });
  });
}

describe('a bank of questions', () => {
  it('comes back with its cases and its order', () => {
    for (const { quiz } of modules) {
      const { cases, questions } = quiz.value;
      expect(importBank(exportBank({ cases, questions }))).to.deep.equal({ cases, questions, refused: [] });
    }
  });

  it('names each question that cannot be taken, and takes the others', () => {
    const single = written.find(({ type }) => type === 'single');
    const good = exportBank({ cases: [], questions: [single!] });
    const others = [
      '<question type="category"><category><text>$course$/Ekspor</text></category></question>',
      '<question type="essay"><name><text>Karangan</text></name></question>',
      '<question type="truefalse"><name><text>Tanpa petunjuk</text></name>',
      '<questiontext format="html"><text><![CDATA[<p>Benar?</p>]]></text></questiontext><defaultgrade>1</defaultgrade>',
      '<answer fraction="0"><text>false</text></answer><answer fraction="100"><text>true</text></answer></question>',
    ];
    const { questions, refused } = importBank(good.replace('<quiz>', `<quiz>${others.join('')}`));
    expect(questions).to.deep.equal([single]);
    expect(refused.map(({ question, id }) => `${question} ${id}`)).to.include.members([
      '1 Karangan',
      '2 Tanpa petunjuk',
    ]);
    expect(refused.find(({ question }) => question === 1)!.message).to.equal(
      'is of the type essay, which is not known here',
    );
    const ofSecond = refused.flatMap(({ question, message }) => (question === 2 ? [message.split(':')[0]] : []));
    expect(ofSecond).to.have.members(['outcome', 'difficulty', 'feedback.correct', 'feedback.hint']);
  });
});
