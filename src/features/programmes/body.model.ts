import type { Bilingual } from '../../platform/i18n.ts';
import { defineModel, part } from '../../platform/model.ts';
import { bilingual, date, number, text } from '../../platform/stored-fields.ts';

export type Signatory = Readonly<{ name: string; role: Bilingual }>;
export type Licence = Readonly<{ number: string; validUntil: Date }>;

export type BodyRecord = {
  name: string;
  /** Region code of the city. */
  city: string;
  /** The licence of the national authority; without one no certificate may carry its name. */
  licence?: Licence;
  signatories: Signatory[];
  /** How many members a panel needs to decide. */
  panelMinimum: number;
};

/** Who examines and certifies: it keeps the assessors and the panel. */
export const BodyModel = defineModel<BodyRecord>(
  'CertificationBody',
  {
    name: text,
    city: text,
    licence: part<Licence>({ number: text, validUntil: date }),
    signatories: [part<Signatory>({ name: text, role: bilingual })],
    panelMinimum: { ...number, min: 3 },
  },
  { collection: 'certification_bodies', indexes: [[{ name: 1 }, { unique: true }]] },
);
