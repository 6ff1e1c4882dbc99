/** What an applicant states at each step, as read from its form. Pure. */
import type { BusinessRole, CertificateKind } from './application.rules.ts';

/** An absent field is empty; an absent number is left as it is stored, because forms do not show it again. */
export type Statements = Readonly<{
  person: Readonly<Partial<{ nik: string; birthDate: string; district: string; address: string }>>;
  nib: Readonly<Partial<{ number: string; businessName: string; kbli: string }>>;
  ownProduct: Readonly<Partial<{ product: string; description: string; role: BusinessRole; place: string }>>;
  quality: Readonly<
    Partial<{
      capacity: number;
      unit: string;
      checking: string;
      certificates: readonly CertificateKind[];
      otherCertificates: string;
    }>
  >;
  localId: Readonly<Partial<{ region: string; address: string }>>;
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
