/**
 * A decision keeps what the certificate says of people and bodies. Of one that was made before, it is what its certificate
 * says, or, while that is still to be issued, what stands now: nobody knows any more what stood then.
 */
import type { Db, ObjectId, WithId } from 'mongodb';
import { findCity } from '../features/programmes/index.ts';
import { changeInBatches, type Migration } from '../platform/migrations.ts';

type Bilingual = { id: string; en: string };
type Signatories = { name: string; role: Bilingual }[];
type Particulars = {
  holderName: string;
  programmeName: string;
  issuerName: string;
  city: string;
  signatories: Signatories;
  licenceNumber?: string;
};
type Case = {
  account: ObjectId;
  programme: ObjectId;
  body: ObjectId;
  decision?: { outcome: string; at: Date; particulars?: Particulars };
};
type Body = { name: string; city: string; signatories: Signatories; licence?: { number: string; validUntil: Date } };
type Programme = { name: Bilingual; city: { name: string } };
type Certificate = { case: ObjectId; snapshot: Omit<Particulars, 'licenceNumber'> };

export const decisionsWithParticulars: Migration = {
  name: '2026-11-30-decisions-with-particulars',
  run: (db: Db, progress) =>
    changeInBatches(
      db.collection<Case>('assessment_cases'),
      { 'decision.outcome': 'competent', 'decision.particulars': { $exists: false } },
      async (one) => {
        const particulars = (await printed(db, one._id)) ?? (await standing(db, one));
        return particulars && { $set: { 'decision.particulars': particulars } };
      },
      progress,
    ),
};

async function printed(db: Db, decided: ObjectId): Promise<Particulars | undefined> {
  const issued = await db.collection<Certificate>('certificates').findOne({ case: decided });
  if (!issued) return undefined;
  const { holderName, programmeName, issuerName, city, signatories } = issued.snapshot;
  return { holderName, programmeName, issuerName, city, signatories };
}

/** Undefined when the person, the programme or the body is gone: the decision stands all the same. */
async function standing(db: Db, one: WithId<Case>): Promise<Particulars | undefined> {
  const holder = await db.collection<{ name: string }>('accounts').findOne({ _id: one.account });
  const programme = await db.collection<Programme>('programmes').findOne({ _id: one.programme });
  const body = await db.collection<Body>('certification_bodies').findOne({ _id: one.body });
  if (!holder || !programme || !body) return undefined;
  const { licence } = body;
  const isLicensed = licence && one.decision && one.decision.at <= licence.validUntil;
  return {
    holderName: holder.name,
    programmeName: programme.name.id,
    issuerName: body.name,
    city: findCity(body.city)?.name ?? programme.city.name,
    signatories: body.signatories.map(({ name, role }) => ({ name, role })),
    ...(isLicensed ? { licenceNumber: licence.number } : {}),
  };
}
