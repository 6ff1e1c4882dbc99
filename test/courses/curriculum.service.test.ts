import { expect } from 'chai';
import {
  findAnswerKey,
  findCurriculum,
  findScheme,
  latestCurriculum,
  latestScheme,
  listCurricula,
  publishContent,
} from '../../src/features/courses/index.ts';
import {
  AnswerKeyText,
  CurriculumText,
  SchemeText,
  InstrumentsText,
  TeachingNotesText,
  Shelf,
} from '../../src/features/courses/curriculum.model.ts';
import { useDatabase } from '../support/database.ts';
import { contentWith, publishTestContent, testCourse } from '../support/curriculum.ts';

const quiz = 'kursus-uji/modules/01-kenal-barang/quiz.yaml';

describe('publishing a course', () => {
  useDatabase();

  it('has nothing before the first time', async () => expect(await latestCurriculum(testCourse)).to.equal(undefined));

  it('stores one version, however often and by however many it is done', async () => {
    await Promise.all(Array.from({ length: 6 }, publishTestContent));
    await publishTestContent();
    const all = [CurriculumText, AnswerKeyText, TeachingNotesText, SchemeText, InstrumentsText];
    expect(await Promise.all(all.map((texts) => texts.countDocuments()))).to.deep.equal([1, 1, 1, 1, 1]);
    expect(await Shelf.countDocuments()).to.equal(3);
  });

  it('gives back what was written', async () => {
    const curriculum = (await latestCurriculum(testCourse))!;
    expect(curriculum.modules.map(({ code }) => code)).to.deep.equal(['M01', 'M02']);
    expect(await findCurriculum(curriculum.version)).to.equal(curriculum);
    const key = await findAnswerKey(curriculum.version, '01-kenal-barang');
    expect(key['M01-Q03']!.right).to.deep.equal({ type: 'numeric', value: 22.4, tolerance: 0 });
    const scheme = (await latestScheme('skema-uji'))!;
    expect((await findScheme(scheme.version)).units).to.have.length(2);
  });

  it('keeps a version that a cohort is pinned to when a newer one comes, and lists the newer first', async () => {
    const before = (await latestCurriculum(testCourse))!.version;
    await publishContent(contentWith(quiz, 'draw: 6', 'draw: 5'));
    const after = (await latestCurriculum(testCourse))!;
    expect(after.modules[0]!.quiz.draw).to.equal(5);
    expect((await findCurriculum(before)).modules[0]!.quiz.draw).to.equal(6);
    const listed = (await listCurricula()).map(({ version, isLatest }) => ({ version, isLatest }));
    expect(listed).to.deep.equal([
      { version: after.version, isLatest: true },
      { version: before, isLatest: false },
    ]);
  });

  it('goes back to an older version when its files come back', async () => {
    await publishTestContent();
    expect((await latestCurriculum(testCourse))!.modules[0]!.quiz.draw).to.equal(6);
    expect(await CurriculumText.countDocuments()).to.equal(2);
  });

  it('keeps the last good version when the files are broken', async () => {
    const good = (await latestCurriculum(testCourse))!.version;
    await publishContent(contentWith(quiz, 'draw: 6', 'draw: many'));
    expect((await latestCurriculum(testCourse))!.version).to.equal(good);
  });

  it('says so when a version does not exist', async () => {
    const failure = await findCurriculum('0'.repeat(64)).catch((error: Error) => error.message);
    expect(failure).to.contain('has no version');
  });
});
