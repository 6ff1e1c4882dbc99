/** Reading the form of one step. A draft may leave anything out; what is filled in has to be right in any case. */
import { z } from 'zod';
import { field, type FormErrors, type FormValues, problem, readForm, typedValues } from '../../platform/forms.ts';
import type { UploadRules } from '../../platform/files/index.ts';
import { cleanLine } from '../../platform/text.rules.ts';
import { checkNib, checkNik, type Reading } from '../accounts/index.ts';
import { businessRoles, certificateKinds, maxProofs, type Step } from './application.rules.ts';
import { readBirthDate } from './birth-date.rules.ts';
import type { StepStatement } from './statement.rules.ts';

/** The proofs of one step. */
export const proofRules: UploadRules = {
  fields: ['proof'],
  accept: ['jpg', 'png', 'webp', 'pdf'],
  maxFiles: maxProofs,
  maxBytes: 10_000_000,
};

const numberRead = (rule: (text: string) => Reading) =>
  field.text(60).transform((text, context): string => {
    const reading = rule(text);
    if (reading.ok) return reading.value;
    context.addIssue({ code: 'custom', ...problem(reading.problem.key, reading.problem.values) });
    return z.NEVER;
  });

const nik = numberRead((text) => {
  const reading = checkNik(text);
  return reading.ok ? { ok: true, value: reading.value.nik } : reading;
});

/** What the buttons and boxes around the fields say. */
const around = { tujuan: z.enum(['lanjut', 'draf']), hapus: field.several() };

const forms = {
  person: z.strictObject({
    ...around,
    nik,
    birthDay: field.plain(2),
    birthMonth: field.plain(2),
    birthYear: field.plain(4),
    district: field.text(20),
    address: field.text(200),
  }),
  nib: z.strictObject({
    ...around,
    number: numberRead(checkNib),
    businessName: field.text(120),
    kbli: field
      .plain(20)
      .overwrite((text) => text.replaceAll(/[\s.-]/g, ''))
      .regex(/^\d{5}$/, problem('admissions.kbliExpected').message),
  }),
  ownProduct: z.strictObject({
    ...around,
    product: field.text(120),
    description: field.text(1000),
    role: field.choice(businessRoles),
    place: field.text(200),
  }),
  quality: z.strictObject({
    ...around,
    capacity: field.whole(1, 100_000_000),
    unit: field.text(30),
    checking: field.text(1000),
    certificates: field.several().pipe(z.array(z.enum(certificateKinds))),
    otherCertificates: field.text(120),
  }),
  localId: z.strictObject({ ...around, region: field.text(20), address: field.text(200) }),
};

/** In the order of the page; `proof` is the file field. */
const required: Readonly<Record<Step, readonly string[]>> = {
  person: ['nik', 'birthDay', 'district', 'address'],
  nib: ['number', 'businessName', 'proof'],
  ownProduct: ['product', 'description', 'role', 'place', 'proof'],
  quality: ['capacity', 'unit', 'checking', 'proof'],
  localId: ['region', 'address', 'proof'],
};

export type StepReading = Readonly<{
  isDraft: boolean;
  /** Ids of proofs to take away. */
  removed: readonly string[];
  errors: FormErrors;
  /** Absent when something typed is wrong. */
  statement?: StepStatement;
}>;

/**
 * `have` names the fields that are not empty although nothing was typed: a number that is stored already, proofs that are
 * kept or came along. `places` are the region codes that the page offered.
 */
export function readStep(
  step: Step,
  body: unknown,
  { have, places, now }: { have: ReadonlySet<string>; places: readonly string[]; now: Date },
): StepReading {
  const typed = withoutEmpty(typedValues(body));
  const isDraft = typed.tujuan === 'draf';
  const removed = [typed.hapus ?? []].flat();
  const { statement, errors } = statementIn(step, typed, now);
  const wrong = { ...errors, ...placeErrors(typed, places), ...(isDraft ? {} : emptyErrors(step, typed, have)) };
  const isRight = Object.keys(wrong).length === 0;
  return { isDraft, removed, errors: wrong, ...(isRight && statement ? { statement } : {}) };
}

const withoutEmpty = (values: FormValues): FormValues =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => typeof value !== 'string' || cleanLine(value) !== ''),
  );

function emptyErrors(step: Step, typed: FormValues, have: ReadonlySet<string>): FormErrors {
  const empty = required[step].filter((name) => typed[name] === undefined && !have.has(name));
  const key = (name: string) => (name === 'proof' ? 'platform.fileMissing' : 'platform.required');
  return Object.fromEntries(empty.map((name) => [name, { key: key(name), values: {} }]));
}

function placeErrors({ district, region }: FormValues, places: readonly string[]): FormErrors {
  const unknown = (place: string | string[] | undefined) => place !== undefined && !places.includes(String(place));
  const wrong = { key: 'platform.chooseOne' as const, values: {} };
  return { ...(unknown(district) ? { district: wrong } : {}), ...(unknown(region) ? { region: wrong } : {}) };
}

type Stated = { statement?: StepStatement; errors: FormErrors };

function statementIn(step: Step, typed: FormValues, now: Date): Stated {
  if (step === 'person') return personIn(typed, now);
  const form = readForm(forms[step].partial(), typed);
  if (!form.ok) return { errors: form.errors };
  const { tujuan: _intent, hapus: _removed, ...values } = form.value;
  return { statement: { step, values } as StepStatement, errors: {} };
}

function personIn(typed: FormValues, now: Date): Stated {
  const form = readForm(forms.person.partial(), typed);
  if (!form.ok) return { errors: form.errors };
  const { tujuan: _intent, hapus: _removed, birthDay = '', birthMonth = '', birthYear = '', ...values } = form.value;
  if (birthDay + birthMonth + birthYear === '') return { statement: { step: 'person', values }, errors: {} };
  const birthDate = readBirthDate(birthDay, birthMonth, birthYear, now);
  if (birthDate === undefined) return { errors: { birthDay: { key: 'admissions.birthDateExpected', values: {} } } };
  return { statement: { step: 'person', values: { ...values, birthDate } }, errors: {} };
}
