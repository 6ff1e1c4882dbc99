/** What an applicant states at each step, as read from its form. Pure. */
import type { BusinessRole, CertificateKind } from './application.rules.ts';

type Stated<Fields> = Readonly<{ [Name in keyof Fields]?: Fields[Name] | undefined }>;

/** An absent field is empty; an absent number is left as it is stored, because forms do not show it again. */
export type Statements = Readonly<{
  person: Stated<{ nik: string; birthDate: string; district: string; address: string }>;
  nib: Stated<{ number: string; businessName: string; kbli: string }>;
  ownProduct: Stated<{ product: string; description: string; role: BusinessRole; place: string }>;
  quality: Stated<{
    capacity: number;
    unit: string;
    checking: string;
    certificates: readonly CertificateKind[];
    otherCertificates: string;
  }>;
  localId: Stated<{ region: string; address: string }>;
}>;

/** The fields of each step, so that those left empty can be emptied in what is stored. */
export const statementFields = {
  person: ['birthDate', 'district', 'address'],
  nib: ['businessName', 'kbli'],
  ownProduct: ['product', 'description', 'role', 'place'],
  quality: ['capacity', 'unit', 'checking', 'certificates', 'otherCertificates'],
  localId: ['region', 'address'],
} as const satisfies { [Step in keyof Statements]: readonly (keyof Statements[Step])[] };

export type StepStatement = {
  [Step in keyof Statements]: Readonly<{ step: Step; values: Statements[Step] }>;
}[keyof Statements];
