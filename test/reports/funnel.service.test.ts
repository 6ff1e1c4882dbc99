import { expect } from 'chai';
import { Types } from 'mongoose';
import { EnrolmentModel } from '../../src/features/admissions/enrolment.model.ts';
import { CertificateModel } from '../../src/features/certificates/certificate.model.ts';
import { findProgramme } from '../../src/features/programmes/index.ts';
import { reportOn } from '../../src/features/reports/funnel.service.ts';
import { now } from '../../src/platform/clock.ts';
import { aCohort } from '../support/classroom.ts';
import { useDatabase } from '../support/database.ts';

/** Somebody of a business with a certificate in this state: as much of them as is counted. */
async function aGraduate(programmeId: string, business: Types.ObjectId, state = 'valid') {
  const [enrolment, programme] = [new Types.ObjectId(), new Types.ObjectId(programmeId)];
  const seat = { account: new Types.ObjectId(), cohort: new Types.ObjectId(), application: new Types.ObjectId() };
  await EnrolmentModel.collection.insertOne({ _id: enrolment, programme, business, state: 'active', ...seat });
  const [number, code] = [String(new Types.ObjectId()), String(new Types.ObjectId())];
  const proof = { number, code, case: new Types.ObjectId(), account: seat.account, sha256: code };
  await CertificateModel.collection.insertOne({ programme, enrolment, state, ...proof });
}

describe('a programme whose target is counted in businesses', () => {
  useDatabase();

  it('counts a business once, however many of its people are certified, and no revoked certificate', async () => {
    const cohort = await aCohort(now());
    const programme = (await findProgramme(cohort.programme))!;
    const [one, other] = [new Types.ObjectId(), new Types.ObjectId()];
    await aGraduate(programme.id, one);
    await aGraduate(programme.id, one);
    await aGraduate(programme.id, other, 'revoked');
    const inBusinesses = { ...programme, target: { ...programme.target, unit: 'businesses' as const } };
    expect((await reportOn(inBusinesses, now())).finding.have).to.equal(1);
    const report = await reportOn(programme, now());
    expect([report.finding.have, report.funnel.certified, report.funnel.admitted]).to.deep.equal([2, 2, 3]);
  });
});
