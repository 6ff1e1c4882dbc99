import { Schema, type Connection, type Model, type Types } from 'mongoose';

export interface Person {
  name: string;
  email: string;
  age: number;
  tags: string[];
  scores: { k: string; v: number }[];
  org: Types.ObjectId;
  m: { a: { b: number } };
  createdAt: Date;
}

export interface Org {
  title: string;
  n?: number;
}

export interface People {
  Person: Model<Person>;
  Org: Model<Org>;
}

/** 200 people e0@x … e199@x in ten names, aged 0 to 199, all of one organisation. */
export async function somePeople(connection: Connection): Promise<People> {
  await connection.dropDatabase();
  const Person = connection.model<Person>(
    'Person',
    new Schema<Person>(
      {
        name: String,
        email: { type: String, unique: true },
        age: Number,
        tags: [String],
        scores: [{ k: String, v: Number }],
        org: { type: Schema.Types.ObjectId, ref: 'Org' },
        m: { a: { b: Number } },
      },
      { timestamps: true },
    ),
    'people',
    { overwriteModels: true },
  );
  const Org = connection.model<Org>('Org', new Schema<Org>({ title: String, n: Number }), 'orgs', {
    overwriteModels: true,
  });
  await Person.init();
  const org = await Org.create({ title: 'o1' });
  await Person.insertMany(
    Array.from({ length: 200 }, (_, i) => ({
      name: `n${i % 10}`,
      email: `e${i}@x`,
      age: i,
      tags: [`t${i % 3}`],
      scores: [
        { k: 'a', v: i },
        { k: 'b', v: -i },
      ],
      org: org._id,
    })),
  );
  return { Person, Org };
}
