import type { Bilingual } from '../../platform/i18n.ts';
import { defineModel, part } from '../../platform/model.ts';

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

const text = { type: String, required: true } as const;

/** Who examines and certifies: it keeps the assessors and the panel. */
export const BodyModel = defineModel<BodyRecord>(
  'CertificationBody',
  {
    name: text,
    city: text,
    licence: part<Licence>({ number: text, validUntil: { type: Date, required: true } }),
    signatories: [
      part<Signatory>({ name: text, role: { type: part<Bilingual>({ id: text, en: text }), required: true } }),
    ],
    panelMinimum: { type: Number, required: true, min: 3 },
  },
  { collection: 'certification_bodies', indexes: [[{ name: 1 }, { unique: true }]] },
);
