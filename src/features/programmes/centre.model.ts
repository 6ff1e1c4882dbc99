import { defineModel } from '../../platform/model.ts';
import { number, text } from '../../platform/stored-fields.ts';

export type CentreRecord = {
  name: string;
  address: string;
  /** Region code of the city. */
  city: string;
  /** How many learners can be taught there at once. */
  capacity: number;
};

/** A place where cohorts meet, such as a BLK. */
export const CentreModel = defineModel<CentreRecord>(
  'TrainingCentre',
  { name: text, address: text, city: text, capacity: number },
  { collection: 'training_centres', indexes: [[{ city: 1, name: 1 }, { unique: true }], [{ name: 1, _id: 1 }]] },
);
