import { z } from 'zod';
import { field, problem } from '../../platform/forms.ts';
import { findCity } from './region.rules.ts';

export const centreForm = z.strictObject({
  name: field.printed(80),
  address: field.text(200),
  city: z.string().refine((code) => findCity(code) !== undefined, problem('platform.chooseOne')),
  capacity: field.whole(1, 5000),
});
