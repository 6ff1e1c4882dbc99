import { publishContent, publishEdition } from '../src/features/courses/index.ts';
import { peopleApply } from './journey/chapters/admission.ts';
import { certificatesAreChecked } from './journey/chapters/certificate.ts';
import { peopleAreExamined } from './journey/chapters/examination.ts';
import { schoolOpens } from './journey/chapters/opening.ts';
import { peopleAreExaminedAgain } from './journey/chapters/reassessment.ts';
import { assessorsAreChosen } from './journey/chapters/routing.ts';
import { peopleStudy } from './journey/chapters/study.ts';
import { useCalendar } from './journey/calendar.ts';
import { cast, modules, type Story } from './journey/story.ts';
import { useApp } from './support/app.ts';

/** Each step stands on those before it, so after one that failed the others do not tell anything. */
describe('the whole way, by people with browsers of their own and JavaScript off', function () {
  this.timeout(60_000);
  useCalendar('2027-01-04');
  const app = useApp();
  const story = {} as Story;
  before(async () => {
    await publishContent();
    // Three of the modules, so that a semester can be walked through in a minute.
    await publishEdition('ekspor-pemula', modules);
    Object.assign(story, cast(app.address));
  });

  let hasFailed = false;
  afterEach(function () {
    hasFailed ||= this.currentTest?.state === 'failed';
  });
  beforeEach(() => {
    if (hasFailed) throw new Error('a step before this one failed');
  });

  schoolOpens(story, () => app.address);
  peopleApply(story);
  peopleStudy(story);
  assessorsAreChosen(story);
  peopleAreExamined(story);
  peopleAreExaminedAgain(story);
  certificatesAreChecked(story);
});
