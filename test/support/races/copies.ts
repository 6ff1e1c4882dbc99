/** One made by the services, and as many copies as there are rounds: what a round starts from, without its long way there. */
import { Types } from 'mongoose';
import { ApplicationModel } from '../../../src/features/admissions/application.model.ts';
import type { Application } from '../../../src/features/admissions/index.ts';
import { CaseModel } from '../../../src/features/assessments/case.model.ts';
import { type AssessmentCase, plainCase } from '../../../src/features/assessments/case.service.ts';
import { fingerprintOf } from '../../../src/features/assessments/record.rules.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Applications of people who have an account each. Identity numbers are sealed to their document, so copies have none. */
export async function copyApplication({ id }: Application, applicants: readonly string[]): Promise<string[]> {
  const { person, checks, ...stored } = (await ApplicationModel.findById(id).lean())!;
  const { nik: _nik, nikIndex: _nikIndex, ...details } = person;
  const { number: _nib, numberIndex: _nibIndex, ...nib } = checks.nib;
  const copies = applicants.map((applicant) => ({
    ...stored,
    _id: new Types.ObjectId(),
    applicant: new Types.ObjectId(applicant),
    number: `SALINAN-${applicant}`,
    held: { nik: `salinan-${applicant}` },
    person: details,
    checks: { ...checks, nib },
  }));
  await ApplicationModel.insertMany(copies);
  return copies.map(({ _id }) => String(_id));
}

/** Cases of the same person under other enrolments and numbers. What was recommended is sealed anew. */
export async function copyCase({ id }: AssessmentCase, count: number): Promise<AssessmentCase[]> {
  const stored = (await CaseModel.findById(id).lean())!;
  const copies = many(count).map((index) => {
    const number = `${stored.number}-${index}`;
    const copy = { ...stored, _id: new Types.ObjectId(), enrolment: new Types.ObjectId(), number };
    const { recommendation } = copy;
    if (!recommendation) return copy;
    return {
      ...copy,
      recommendation: { ...recommendation, fingerprint: fingerprintOf(plainCase(copy), recommendation.heldOn) },
    };
  });
  await CaseModel.insertMany(copies);
  return copies.map(plainCase);
}
