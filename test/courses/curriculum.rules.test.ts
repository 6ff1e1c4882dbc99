import { expect } from 'chai';
import { compileCourse } from '../../src/features/courses/curriculum.rules.ts';
import { readContent } from '../../src/features/courses/folder.service.ts';
import { aCourse, contentWith, testContent } from '../support/curriculum.ts';

const versionIn = (folder: string) => compileCourse(readContent(folder).courses[0]!).curriculum.version;
const quiz = 'kursus-uji/modules/01-kenal-barang/quiz.yaml';

describe('a version of a course', () => {
  it('is the same for the same files', () => expect(versionIn(testContent)).to.equal(versionIn(testContent)));

  const changes: [what: string, file: string, find: string, replacement: string][] = [
    ['a text changes', 'kursus-uji/modules/01-kenal-barang/lessons/01-klaim.md', 'menjual kain', 'membuat kain'],
    ['a key changes', quiz, 'value: 22.4', 'value: 22.5'],
    ['a feedback changes', quiz, 'Mulai dari bahan.', 'Bahan lebih dahulu.'],
  ];
  for (const [what, file, find, replacement] of changes) {
    it(`is another when ${what}`, () => {
      expect(versionIn(contentWith(file, find, replacement))).not.to.equal(versionIn(testContent));
    });
  }

  it('is the same when only the way of writing changes', () => {
    expect(versionIn(contentWith(quiz, 'draw: 6', '# a remark\ndraw: 6'))).to.equal(versionIn(testContent));
  });
});

describe('what a learner may load', () => {
  const { curriculum, keys } = aCourse();
  const [module] = curriculum.modules;

  it('has neither keys nor feedback', () => {
    const text = JSON.stringify(curriculum);
    for (const secret of ['correct', 'feedback', 'tolerance', '22.4', 'Cari yang dapat diukur', 'Halus tidak dapat']) {
      expect(text).not.to.contain(secret);
    }
  });

  it('has no right order and no right pairs', () => {
    const texts = (choices: readonly { text: string }[]) => choices.map(({ text }) => text);
    const ordering = module!.quiz.questions.find(({ type }) => type === 'ordering');
    const matching = module!.quiz.questions.find(({ type }) => type === 'matching');
    if (ordering?.type !== 'ordering' || matching?.type !== 'matching') throw new Error('the fixture lacks them');
    expect(texts(ordering.items)).to.deep.equal(['Memeriksa bahan', 'Memeriksa barang jadi', 'Memeriksa jahitan']);
    expect(texts(matching.rights)).to.deep.equal(['Kritis', 'Mayor', 'Minor']);
    expect(keys[module!.slug]!['M01-Q05']!.right).to.deep.equal({ type: 'ordering', order: ['i1', 'i3', 'i2'] });
  });

  it('has its lessons rendered, with their size', () => {
    const lesson = module!.lessons[0]!;
    expect(lesson.html).to.contain('<h2>Situasi</h2>');
    expect(lesson.bytes).to.equal(Buffer.byteLength(lesson.html));
  });

  it('has an assignment named as in its address', () => expect(module!.assignment.id).to.equal('m01-a1'));
});
