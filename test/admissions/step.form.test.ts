import { expect } from 'chai';
import { readStep } from '../../src/features/admissions/step.form.ts';
import { BadRequest } from '../../src/platform/errors.ts';

const now = new Date('2026-11-21');
const places = ['36.71.05', 'elsewhere'];
const nothing = new Set<string>();
const read = (step: Parameters<typeof readStep>[0], body: object, have = nothing) =>
  readStep(step, body, { have, places, now });
const wrong = (reading: ReturnType<typeof readStep>) =>
  Object.fromEntries(Object.entries(reading.errors).map(([name, { key }]) => [name, key]));

const person = {
  nik: '36 7105 210590 0001',
  birthDay: '21',
  birthMonth: '5',
  birthYear: '1990',
  district: '36.71.05',
  address: 'Jl. Raden Saleh 1',
  tujuan: 'lanjut',
};

describe('the form of a step', () => {
  it('reads personal details', () => {
    const { statement, isDraft } = read('person', person);
    const values = {
      nik: '3671052105900001',
      birthDate: '1990-05-21',
      district: '36.71.05',
      address: 'Jl. Raden Saleh 1',
    };
    expect({ statement, isDraft }).to.deep.equal({ statement: { step: 'person', values }, isDraft: false });
  });

  it('reads a capacity with a thousands dot and the certificates ticked', () => {
    const { statement } = read('quality', {
      capacity: '1.250',
      unit: 'lembar',
      checking: 'Setiap lembar',
      certificates: ['halal', 'sni'],
      tujuan: 'draf',
    });
    expect(statement?.values).to.deep.include({ capacity: 1250, certificates: ['halal', 'sni'] });
  });

  const mistakes: [string, Parameters<typeof readStep>[0], object, object][] = [
    [
      'everything empty',
      'person',
      { tujuan: 'lanjut' },
      {
        nik: 'platform.required',
        birthDay: 'platform.required',
        district: 'platform.required',
        address: 'platform.required',
      },
    ],
    ['a NIK of 15 digits', 'person', { ...person, nik: '367105210590000' }, { nik: 'accounts.nikLength' }],
    [
      'a day that does not exist',
      'person',
      { ...person, birthDay: '31', birthMonth: '2' },
      { birthDay: 'admissions.birthDateExpected' },
    ],
    ['half a date', 'person', { ...person, birthYear: '' }, { birthDay: 'admissions.birthDateExpected' }],
    [
      'a district the page did not offer',
      'person',
      { ...person, district: '31.71.01' },
      { district: 'platform.chooseOne' },
    ],
    [
      'a NIB of 12 digits',
      'nib',
      { number: '912000114522', businessName: 'Batik', tujuan: 'lanjut' },
      { number: 'accounts.nibLength', proof: 'platform.fileMissing' },
    ],
    ['a KBLI of four digits', 'nib', { kbli: '1313', tujuan: 'draf' }, { kbli: 'admissions.kbliExpected' }],
    ['a role that does not exist', 'ownProduct', { role: 'admin', tujuan: 'draf' }, { role: 'platform.chooseOne' }],
  ];
  for (const [what, step, body, expected] of mistakes) {
    it(`finds ${what}`, () => {
      const reading = read(step, body);
      expect(wrong(reading)).to.deep.equal(expected);
      expect(reading.statement).to.equal(undefined);
    });
  }

  it('lets a draft leave everything out, and keeps no wrong number in it', () => {
    expect(wrong(read('person', { tujuan: 'draf' }))).to.deep.equal({});
    expect(wrong(read('person', { nik: '123', tujuan: 'draf' }))).to.deep.equal({ nik: 'accounts.nikLength' });
  });

  it('does not ask again for what is stored', () => {
    const { nik: _nik, ...rest } = person;
    expect(wrong(read('person', rest, new Set(['nik'])))).to.deep.equal({});
  });

  it('refuses a field that the form does not have', () => {
    expect(() => read('nib', { state: 'accepted', tujuan: 'draf' })).to.throw(BadRequest);
  });
});
